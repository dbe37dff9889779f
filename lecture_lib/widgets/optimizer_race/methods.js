// The methods of the race, operation by operation in the order of lecture_lib.optimizers. A stepper
// changes the point w by the gradient g of step t, and writes into r how far that step takes each
// coordinate per unit of a gradient that stays the same. Nothing is allocated while a race is run.

function both(r, rate) {
  r[0] = rate;
  r[1] = rate;
}

function descent({ lr }) {
  return (w, g, t, r) => {
    for (let i = 0; i < 2; i += 1) w[i] -= g[i] * lr;
    both(r, lr);
  };
}

function momentum({ lr, beta, convention }) {
  const m = [0, 0];
  return (w, g, t, r) => {
    for (let i = 0; i < 2; i += 1) {
      m[i] *= beta;
      if (convention === "published") {
        m[i] -= g[i] * lr;
        w[i] += m[i];
      } else {
        m[i] += convention === "average" ? g[i] * (1 - beta) : g[i];
        w[i] -= m[i] * lr;
      }
    }
    both(r, (lr * (1 - beta ** t)) / (convention === "average" ? 1 : 1 - beta));
  };
}

function nesterov({ lr, beta, convention }) {
  const v = [0, 0];
  return (w, g, t, r) => {
    for (let i = 0; i < 2; i += 1) {
      v[i] *= beta;
      if (convention === "published") {
        const a = g[i] * lr;
        v[i] -= a;
        w[i] -= a;
        w[i] += v[i] * beta;
      } else {
        v[i] += g[i];
        w[i] -= (v[i] * beta + g[i]) * lr;
      }
    }
    both(r, (lr * (1 - beta ** (t + 1))) / (1 - beta));
  };
}

function adagrad({ lr, eps, initial_accumulator: initial, convention }) {
  const s = [initial, initial];
  return (w, g, t, r) => {
    for (let i = 0; i < 2; i += 1) {
      s[i] += g[i] * g[i];
      const root = convention === "lecture" ? Math.sqrt(s[i] + eps) : Math.sqrt(s[i]) + eps;
      w[i] -= (g[i] / root) * lr;
      r[i] = lr / root;
    }
  };
}

function rmsprop({ lr, beta, eps, convention }) {
  const s = [0, 0];
  return (w, g, t, r) => {
    for (let i = 0; i < 2; i += 1) {
      const next = s[i] * beta + g[i] * g[i] * (1 - beta);
      const used = convention === "lecture" ? s[i] : next;
      s[i] = next;
      const root = convention === "published" ? Math.sqrt(used) + eps : Math.sqrt(used + eps);
      w[i] -= (g[i] / root) * lr;
      r[i] = lr / root;
    }
  };
}

/** Adam; `corrected` is false for the formula on the slide, and `shrink` is what decoupled decay leaves of a weight. */
function adam({ lr, beta1, beta2, eps, convention }, corrected = true, shrink = 1) {
  const [m, s] = [
    [0, 0],
    [0, 0],
  ];
  return (w, g, t, r) => {
    const share = 1 - beta1 ** t;
    const root = Math.sqrt(1 - beta2 ** t);
    const rate = corrected ? (lr * root) / share : lr;
    const added = corrected && convention !== "keras" ? eps * root : eps;
    for (let i = 0; i < 2; i += 1) {
      m[i] = m[i] * beta1 + g[i] * (1 - beta1);
      s[i] = s[i] * beta2 + g[i] * g[i] * (1 - beta2);
      const below = Math.sqrt(s[i]) + added;
      w[i] = w[i] * shrink - (m[i] / below) * rate;
      r[i] = (corrected ? lr * root : lr * share) / below;
    }
  };
}

function adamW(settings) {
  const { lr, weight_decay: decay, convention } = settings;
  return adam({ ...settings, convention: "published" }, true, 1 - (convention === "pytorch" ? lr * decay : decay));
}

export const STEPPERS = {
  gd: descent,
  sgd: descent,
  momentum,
  nesterov,
  adagrad,
  rmsprop,
  adam_lecture: (settings) => adam(settings, false),
  adam,
  adamw: adamW,
};
