package dev.glassbox.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads dates and times as ISO 8601 writes them: `2026-05-01`, `14:30`, `2026-05-01 14:30:00Z`.
///
/// Other orders, such as 01/05/2026, are left as text: nobody can tell the day from the month.
final class Times {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");
  private static final Pattern MOMENT =
      Pattern.compile(DATE + "([T ]" + TIME + "(Z|[+-]\\d{2}:\\d{2})?)?");
  private static final Pattern AMBIGUOUS = Pattern.compile("\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}");

  private Times() {}

  /// The values of the texts as this kind, null if one of them is neither that nor missing.
  static long @Nullable [] parse(List<String> texts, TemporalColumn.Kind kind) {
    long[] values = new long[texts.size()];
    for (int i = 0; i < values.length; i++) {
      String text = texts.get(i);
      if (MissingMarks.contains(text)) {
        values[i] = TemporalColumn.MISSING;
        continue;
      }
      try {
        values[i] = value(text, kind);
      } catch (DateTimeException noSuchTime) {
        return null;
      }
    }
    return values;
  }

  private static long value(String text, TemporalColumn.Kind kind) {
    return switch (kind) {
      case DATE -> LocalDate.parse(matching(DATE, text)).toEpochDay();
      case TIME -> LocalTime.parse(matching(TIME, text)).toNanoOfDay() / 1000;
      case MOMENT -> micros(moment(matching(MOMENT, text)));
    };
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new DateTimeException(text);
    }
    return text;
  }

  private static LocalDateTime moment(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay();
    }
    String iso = text.replace(' ', 'T');
    boolean offset = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
    return offset
        ? OffsetDateTime.parse(iso, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
            .withOffsetSameInstant(ZoneOffset.UTC)
            .toLocalDateTime()
        : LocalDateTime.parse(iso);
  }

  private static long micros(LocalDateTime moment) {
    return ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), moment);
  }

  /// Whether a text looks like a date whose day and month cannot be told apart.
  static boolean looksLikeDate(String text) {
    return AMBIGUOUS.matcher(text).matches();
  }
}
