package dev.glassbox.data;

import java.time.LocalDate;
import java.time.LocalDateTime;

/// A part of a date or time that a network can use.
///
/// The year is a number and is scaled. The others go round: each becomes the sine and the cosine of
/// its angle, so that December lies beside January.
public enum TimePart {
  /// The year, with the fraction of it that has gone by left out.
  YEAR("year", 0),
  /// The month, 12 to the round.
  MONTH("month", 12),
  /// The day of the month, 31 to the round.
  DAY("day of the month", 31),
  /// The day of the week, 7 to the round, from Monday.
  WEEKDAY("day of the week", 7),
  /// The time of day, to the second, 24 hours to the round.
  TIME_OF_DAY("time of day", 86_400);

  private static final long MICROS_A_DAY = 86_400_000_000L;

  private final String label;
  private final int period;

  TimePart(String label, int period) {
    this.label = label;
    this.period = period;
  }

  /// What the part is called in messages: `day of the week`.
  public String label() {
    return label;
  }

  /// After how many units it begins anew, 0 for the year, which never does.
  int period() {
    return period;
  }

  /// Whether times of this kind have this part.
  boolean isPartOf(TemporalColumn.Kind kind) {
    return switch (kind) {
      case DATE -> this != TIME_OF_DAY;
      case TIME -> this == TIME_OF_DAY;
      case MOMENT -> true;
    };
  }

  /// The part of a time, in its own unit: the year, the month from 0, seconds since midnight, …
  double of(TemporalColumn.Kind kind, long value) {
    if (kind == TemporalColumn.Kind.TIME) {
      return Math.floorDiv(value, 1_000_000);
    }
    LocalDateTime moment =
        kind == TemporalColumn.Kind.DATE
            ? LocalDate.ofEpochDay(value).atStartOfDay()
            : TemporalColumn.moment(value);
    return switch (this) {
      case YEAR -> moment.getYear();
      case MONTH -> moment.getMonthValue() - 1;
      case DAY -> moment.getDayOfMonth() - 1;
      case WEEKDAY -> moment.getDayOfWeek().getValue() - 1;
      case TIME_OF_DAY -> Math.floorDiv(Math.floorMod(value, MICROS_A_DAY), 1_000_000);
    };
  }
}
