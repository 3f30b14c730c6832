// Beside the chat, the same person's telephone with Zalo: a page of its own in a frame.
import { get } from "/page/api.js";

const button = document.getElementById("zalo-open");
const frame = document.getElementById("zalo");
let person = "";

// Shown only where this sandbox has a Zalo.
get("/sandbox/zalo/people").then(() => { button.hidden = false; }, () => {});

button.addEventListener("click", () => {
  frame.hidden = !frame.hidden;
  button.setAttribute("aria-expanded", String(!frame.hidden));
  frame.parentElement.classList.toggle("with-zalo", !frame.hidden);
  turn();
});

export function beside(key) {
  person = key || "";
  turn();
}

function turn() {
  const wanted = `/zalo?person=${encodeURIComponent(person)}`;
  if (!frame.hidden && frame.getAttribute("src") !== wanted) frame.setAttribute("src", wanted);
}
