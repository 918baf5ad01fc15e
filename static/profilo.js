// Keeps the profile that was chosen in this browser, or forgets it. It goes to this server only.
{
  const profile = document.currentScript.dataset.profile;
  const yearSeconds = 365 * 24 * 60 * 60;
  document.cookie = [
    `cruscotto_profilo=${profile}`,
    `Max-Age=${profile ? yearSeconds : 0}`,
    "Path=/",
    "SameSite=Strict",
    ...(location.protocol === "https:" ? ["Secure"] : []),
  ].join("; ");
}
