"""The shape of what people answer."""

from values.forms.answering import AnswersForm
from values.forms.comparing import CompareForm
from values.forms.consenting import ConsentForm

__all__ = ["AnswersForm", "CompareForm", "ConsentForm"]
