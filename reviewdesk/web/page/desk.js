// The terminal of textual-serve, told where its socket is, and given the keys as soon as it stands.
document.addEventListener("DOMContentLoaded", () => {
  const terminal = document.getElementById("terminal");
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  terminal.dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;
  document.getElementById("again").addEventListener("click", () => location.reload());
  const give = () => {
    const keys = terminal.querySelector(".xterm-helper-textarea");
    if (keys) keys.focus();
  };
  new MutationObserver(give).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  window.addEventListener("focus", give);
});
