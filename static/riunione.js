// Keys of a presenter's remote control, and the full screen, for the page Modalità riunione.
// The arrows, Home, End and Esc are the page's own; see src/dashboard/ui/meeting.py.
if (!window.cruscottoMeeting) {
  window.cruscottoMeeting = true;
  const button = (name) => document.querySelector(`.st-key-meeting-${name} button`);

  document.addEventListener("keydown", (event) => {
    const name = { PageDown: "next", PageUp: "previous" }[event.key];
    const pressed = name && button(name);
    if (pressed && !pressed.disabled) {
      event.preventDefault();
      pressed.click();
    }
  });

  document.addEventListener("click", (event) => {
    const full = button("full");
    if (!full || !full.contains(event.target)) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
}
