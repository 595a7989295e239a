package dev.glassbox.studio.run;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.train.Examples;

/// What is trained on what.
///
/// @param number another one for each training
/// @param title what it is called
/// @param network with the weights of step 0. It is nobody's to change: see [Twin]
/// @param loss what is minimised
/// @param training rows that are learnt from, all or some of them
/// @param test rows that are not, perhaps none
public record Subject(
    int number, String title, Layer network, Loss loss, Examples training, Examples test) {}
