"""Sentences of this book as bags of words: a small sparse problem, real text that anyone can read.

The sentences stood in the chapters "Learning, one example at a time" and "Differentiating small
functions, and sums of ways" when this file was made. They stay as they are here, so that what is
computed from them does too.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .signatures import checked

__all__ = ["Sentences", "bag_of_words", "sentences"]


class Sentences(NamedTuple):
    """Which words stand in which sentence, and which chapter each sentence is from.

    Attributes
    ----------
    texts : tuple of str, length m
    words : tuple of str, length d
        All words, the most frequent first, ties in the order of the alphabet.
    X : ndarray of float64, shape (m, d)
        1 where the sentence has the word, else 0.
    y : ndarray of float64, shape (m,)
        1 for the chapter on learning, -1 for the one on small functions.
    """

    texts: tuple[str, ...]
    words: tuple[str, ...]
    X: NDArray[np.float64]
    y: NDArray[np.float64]


@checked
def bag_of_words(texts: tuple[str, ...]) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Return the words of some texts, and X[i, j] = 1 if text i has word j, else 0.

    Words are runs of letters, small and capital letters alike. The word in the most texts comes
    first, ties in the order of the alphabet.

    Raises
    ------
    ValueError
        If there is no word at all.

    Examples
    --------
    >>> bag_of_words(("One step.", "No step, no gain"))
    (('step', 'gain', 'no', 'one'), array([[1., 0., 0., 1.],
           [1., 1., 1., 0.]]))
    """
    bags = [set(re.findall("[a-z]+", text.lower())) for text in texts]
    counts = Counter(word for bag in bags for word in bag)
    if not counts:
        raise ValueError("there is no word in these texts")
    words = tuple(sorted(counts, key=lambda word: (-counts[word], word)))
    return words, np.array([[float(word in bag) for word in words] for bag in bags])


def sentences() -> Sentences:
    """Return the sentences, their words, and the chapter of each.

    Examples
    --------
    >>> data = sentences()
    >>> data.X.shape, data.words[:3]
    ((91, 404), ('the', 'of', 'is'))
    """
    learning, graphs = (
        tuple(re.sub(r"\n  ", " ", block).splitlines()) for block in (_LEARNING, _GRAPHS)
    )
    words, X = bag_of_words(learning + graphs)
    y = np.repeat([1.0, -1.0], [len(learning), len(graphs)])
    return Sentences(learning + graphs, words, X, y)


_LEARNING = """\
Learning means to make it less bad.
The word stochastic is in step 1: the gradient is that of one random example, not of all of them.
The model says 2 where 3 is right.
One step takes it from 1 to 1.2, and the loss of this example falls from 0.5 to 0.18.
So one step needs two derivatives, one of the loss and one of the model.
When the answer is a number, the natural complaint is its distance from the label.
The square loss is half the square of that distance, and the half is there to cancel the 2 that
  comes down when we differentiate.
The derivative is the error itself, sign included.
An answer that is twice as wrong pulls twice as hard.
That is what we want from ordinary errors, and too much of it from a label that is itself wrong:
  nothing bounds its pull.
The factor one half is a convention, and a convention can be forgotten.
Let the engine differentiate, and compare.
A soft label spreads its weight over several classes.
The scores 2, 1, 0 become the probabilities 0.6652, 0.2447, 0.0900.
The slide gives the derivative of the square loss and leaves this one out.
It is just as simple.
The theorem asks nothing of y.
So we test it on three kinds of label: one-hot, soft, and one whose weights sum to 3 (an example
  that counts three times).
Central differences, which know nothing of the proof, are the judge.
Each line shows a label, the gradient by the theorem, and p - y.
For the first two labels these are the same; for the third only the theorem's form is right.
In every row the gradient's entries add up to zero: what one class gains, the others lose.
Like the square loss, the cross entropy answers with an error, what you said minus what was
  right.
A weight may reach the loss through each of the k outputs, and all these ways add up.
The transposed Jacobian collapses into an outer product.
Three computations of it: the full Jacobian, the outer product, and the engine.
The Jacobian has 36 entries of which 24 are zero, and nobody who computes gradients writes it
  down: the engine only ever multiplies by its transpose, a vector-Jacobian product.
That is the way from here to backpropagation.
We keep 360 aside, which the model will never see while it learns.
A picture is 64 numbers x from 0 (paper) to 1 (ink).
All five steps of the recipe are in the code below: an example, the model, the loss, the
  gradient, and the step against it.
One pass through as many examples as there are is called an epoch.
The very first loss is known before anything is run.
The mean lies high in the cloud, above three quarters of the dots, because the few large losses
  make it.
It falls fast, then slowly, and the held-out loss falls with it: what is learned on some digits
  holds for others.
How many of them does it read?
The answer of the model is the class with the highest score.
The weights of a linear model can be looked at.
Row i of W has one number for each pixel: how much ink there speaks for class i.
Ink in the middle speaks against a zero: its four central weights are negative.
Nobody told the model that a zero has a hole.
And the digits that it misread?
A person hesitates at some of them, too.
A step size is therefore only meaningful together with the scale of its loss.
Show that adding the same number c to all scores changes neither the softmax nor the cross
  entropy of a label that sums to one.
Libraries use the freedom: they subtract the largest score first, so that no exponential
  overflows.
This is logistic regression; softmax is the sigmoid's extension to more than two classes.
Our split is random, so that each of the 13 writers can be on both sides of it.
Train on the first 1437 pictures in the order of the file, and test on the last 360.
Is the accuracy the same?
With the outer product written by hand, the loop is short.
One has to say which of them was asked.
"""

_GRAPHS = """\
A partial derivative asks: if this variable alone grew a little, by how much would f grow, per
  unit?
The gradient is the list of all of them.
Three methods that share no code make a good jury.
Each line shows what the backward pass, the experiment and the algebra say.
At the end of this chapter the same jury judges every derivative of all six functions.
Forward, the numbers 0.5 and 2.5 were computed in the order of the formula.
On this small economy rests all of backpropagation.
And so it is treated as the others are.
A derivative of +1 would have it rise to 3.
Each input now has a weight.
With the factor -1 from above.
For the first time a derivative depends on the values.
The derivative by a weight is, up to the factor from above, the input that it multiplies.
That is why the forward pass has to keep its values: going back through a product, one needs both
  factors again.
It is also why a weight on a zero input does not learn: its derivative is zero.
It has three edges, so three factors.
The sigmoid lets through less than a quarter of the signal.
It is never more than a quarter.
Far from zero the curve is flat.
Deep networks multiply many such factors, a theme of its own.
If it grows a little, both of them pass something on, and f feels the sum.
-0.1175 through the neuron and 1 through the sum make 0.8825.
To forget one of them is the commonest mistake in backpropagation by hand.
In code it is prevented by a habit: a gradient is never set, it is always added to.
Input a graph of operations with the values of its leaves.
Forward to compute f. In an order in which operands come before results, compute the value of
  every node and keep it.
The walk can be printed.
Every edge appears exactly once.
An experiment with finite differences, by contrast, needs two evaluations for every leaf.
For a network with a million weights that is the difference between one pass back and two million
  forward.
The jury sits once more: six functions, all their leaves, three methods.
If any two of them differed, the cell would fail, and with it the book would not build.
Every function is read twice, by our parser and by SymPy, and the three answers are held
  together.
Which lines of the derivation change?
All else in the graph is as it was.
Give values for which it happens.
The experiment in this chapter takes a central difference.
Why is the smallest h not the best?
Backpropagation divides by no h: no error of a formula, and only the rounding of its own few
  products.
"""
