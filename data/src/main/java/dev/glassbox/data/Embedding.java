package dev.glassbox.data;

/// A column whose texts become learnt vectors.
///
/// @param column the column of the table
/// @param size how many codes there are: its codes are 0 to size − 1
/// @param unseen the code of rare texts and of those that training did not have; where no text was
///   rare, no training row has it
public record Embedding(String column, int size, int unseen) {}
