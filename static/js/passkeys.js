// Passkeys: asks the browser for one and sends its answer with the form around it.
// Without this file, or in a browser that knows none, a page says what to use instead.
(() => {
  const bytes = (words) => Uint8Array.from(atob(words.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const words = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const ids = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  const asked = ({ publicKey }) => {
    const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
    if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
    if (options.excludeCredentials) options.excludeCredentials = ids(options.excludeCredentials);
    if (options.allowCredentials) options.allowCredentials = ids(options.allowCredentials);
    return { publicKey: options };
  };
  const answered = (credential) => {
    const { response } = credential;
    const kept = { clientDataJSON: words(response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[name]) kept[name] = words(response[name]);
    }
    return {
      id: credential.id, rawId: words(credential.rawId), type: credential.type, response: kept,
      clientExtensionResults: credential.getClientExtensionResults(),
      authenticatorAttachment: credential.authenticatorAttachment,
    };
  };
  const options = async (form) => form.dataset.options
    ? JSON.parse(form.dataset.options)
    : (await fetch(form.dataset.ask, { headers: { Accept: "application/json" } })).json();

  for (const form of window.PublicKeyCredential ? document.querySelectorAll("[data-passkey]") : []) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const told = form.querySelector("[data-refused]");
      told.textContent = "";
      try {
        const credential = await navigator.credentials[form.dataset.passkey](asked(await options(form)));
        form.elements.credential.value = JSON.stringify(answered(credential));
        form.submit();
      } catch {
        told.textContent = told.dataset.refused;
      }
    });
  }
  if (window.PublicKeyCredential) {
    for (const words of document.querySelectorAll("[data-without-passkeys]")) words.hidden = true;
  }
})();
