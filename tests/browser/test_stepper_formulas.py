"""The stepper's formulas on a phone: whatever is typed, lines break and the page gets no wider."""

import pytest

from lecture_lib.widgets import BackpropStepper

LONG = {
    "eight summands": " + ".join(f"x{i}" for i in range(1, 9)),
    "one of five inputs": f"sigmoid({' + '.join(f'w{i}*x{i}' for i in range(1, 6))})",
    "an error of ten": f"y = {' + '.join(f'w{i}*x{i}' for i in range(1, 11))}; l = (y - t)^2/2",
    "a product": "*".join(f"x{i}" for i in range(1, 10)),
    "one in another": "sigmoid(tanh(exp(relu(sigmoid(tanh(sigmoid(tanh(x))))))))",
    "a chain": "a = tanh(x); b = tanh(a); c = tanh(b); d = tanh(c); g = tanh(d); f = tanh(g)",
    "long names": "lengthofthefirstname*anotherverylonginpu + averyveryverylongnam",
}
# How much too wide the page or the formula is, at the worst of all steps.
TOO_WIDE = """async () => {
  const { model } = document.querySelector('.lecture-widget');
  const formula = document.querySelector('.bs-formula');
  const last = Number(document.querySelector('[data-control=step]').max);
  let most = 0;
  for (let step = 0; step <= last; step += 1) {
    model.set('step', step);
    model.save_changes();
    await new Promise(requestAnimationFrame);
    most = Math.max(most, formula.scrollWidth - formula.clientWidth,
      document.documentElement.scrollWidth - innerWidth);
  }
  return [last, most];
}"""


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_step_is_wider_than_a_phone(alone, text, width):
    device = {"viewport": {"width": width, "height": 844}}
    page = alone("BackpropStepper", device, state=BackpropStepper(text).state())
    last, most = page.evaluate(TOO_WIDE)
    assert last > 5
    assert most == 0


def test_a_sum_breaks_before_its_signs_and_not_inside_brackets(alone):
    text = "b1 = 2*x; f = a1*b1 + a2*b2*(c + d) + a3*b3 + a4*b4 - a5*b5"
    device = {"viewport": {"width": 390, "height": 844}}
    page = alone("BackpropStepper", device, state=BackpropStepper(text).state())
    pieces = page.locator(".bs-formula math").all_text_contents()
    assert pieces == ["f", "=a1b1+a2b2×(c+d)", "+a3b3+a4b4−a5b5"]
