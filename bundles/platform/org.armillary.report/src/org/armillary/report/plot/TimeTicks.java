package org.armillary.report.plot;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Marks of an axis of dates, at whole seconds, minutes, hours, days, months and years (UTC). */
final class TimeTicks {

	private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("uuuu", Locale.ROOT);
	private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);
	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);
	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
	private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

	private static final List<Step> STEPS = List.of(new Step(1, ChronoUnit.SECONDS), new Step(5, ChronoUnit.SECONDS),
			new Step(15, ChronoUnit.SECONDS), new Step(30, ChronoUnit.SECONDS), new Step(1, ChronoUnit.MINUTES),
			new Step(5, ChronoUnit.MINUTES), new Step(15, ChronoUnit.MINUTES), new Step(30, ChronoUnit.MINUTES),
			new Step(1, ChronoUnit.HOURS), new Step(3, ChronoUnit.HOURS), new Step(6, ChronoUnit.HOURS),
			new Step(12, ChronoUnit.HOURS), new Step(1, ChronoUnit.DAYS), new Step(2, ChronoUnit.DAYS),
			new Step(5, ChronoUnit.DAYS), new Step(10, ChronoUnit.DAYS), new Step(1, ChronoUnit.MONTHS),
			new Step(2, ChronoUnit.MONTHS), new Step(3, ChronoUnit.MONTHS), new Step(6, ChronoUnit.MONTHS),
			new Step(1, ChronoUnit.YEARS), new Step(2, ChronoUnit.YEARS), new Step(5, ChronoUnit.YEARS),
			new Step(10, ChronoUnit.YEARS), new Step(20, ChronoUnit.YEARS), new Step(50, ChronoUnit.YEARS),
			new Step(100, ChronoUnit.YEARS), new Step(500, ChronoUnit.YEARS), new Step(2000, ChronoUnit.YEARS));

	private TimeTicks() {
	}

	/** A distance of marks; days count from the first of a month, so that 2, 5 and 10 begin anew in each. */
	private record Step(int count, ChronoUnit unit) {

		double seconds() {
			return (double) count * unit.getDuration().toSeconds();
		}

		LocalDateTime floor(LocalDateTime time) {
			return switch (unit) {
			case YEARS -> LocalDateTime.of(Math.floorDiv(time.getYear(), count) * count, 1, 1, 0, 0);
			case MONTHS ->
				LocalDateTime.of(time.getYear(), (time.getMonthValue() - 1) / count * count + 1, 1, 0, 0);
			case DAYS -> time.toLocalDate().withDayOfMonth(firstOf(time.getDayOfMonth())).atStartOfDay();
			case HOURS -> time.truncatedTo(ChronoUnit.DAYS).plusHours(time.getHour() / count * count);
			case MINUTES -> time.truncatedTo(ChronoUnit.HOURS).plusMinutes(time.getMinute() / count * count);
			default -> time.truncatedTo(ChronoUnit.MINUTES).plusSeconds(time.getSecond() / count * count);
			};
		}

		LocalDateTime next(LocalDateTime time) {
			if (unit != ChronoUnit.DAYS) {
				return time.plus(count, unit);
			}
			LocalDateTime later = time.plusDays(count);
			// of steps of more than a day, none so near the end of a month that its label would touch that of the first
			boolean fits = later.getMonth() == time.getMonth()
					&& (count == 1 || later.plusDays((count + 1) / 2).getMonth() == time.getMonth());
			return fits ? later : time.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay();
		}

		private int firstOf(int day) {
			return (day - 1) / count * count + 1;
		}
	}

	/**
	 * Marks of a range of seconds since 1970-01-01T00:00 UTC.
	 *
	 * @param lowest
	 *            where the axis begins, s
	 * @param highest
	 *            where it ends, above, s
	 * @param most
	 *            largest number of labels wanted, at least 2
	 */
	static Ticks of(double lowest, double highest, int most) {
		Step step = STEPS.stream().filter(candidate -> (highest - lowest) / candidate.seconds() <= most - 1).findFirst()
				.orElse(STEPS.getLast());
		var major = new ArrayList<Double>();
		var labels = new ArrayList<String>();
		var contexts = new ArrayList<String>();
		String context = "";
		LocalDateTime time = step.floor(time(lowest));
		for (double seconds = seconds(time); seconds <= highest; seconds = seconds(time)) {
			if (seconds >= lowest) {
				String own = context(step, time);
				major.add(seconds);
				labels.add(label(step, time));
				contexts.add(own.equals(context) ? "" : own);
				context = own;
			}
			time = step.next(time);
		}
		return new Ticks(major, List.of(), labels, contexts, 0);
	}

	private static String label(Step step, LocalDateTime time) {
		return time.format(switch (step.unit()) {
		case YEARS -> YEAR;
		case MONTHS -> MONTH;
		case DAYS -> DAY;
		case HOURS, MINUTES -> MINUTE;
		default -> SECOND;
		});
	}

	/** What the label leaves out and does not change from mark to mark. */
	private static String context(Step step, LocalDateTime time) {
		return switch (step.unit()) {
		case YEARS, MONTHS -> "";
		case DAYS -> time.format(YEAR);
		default -> time.format(DATE);
		};
	}

	private static LocalDateTime time(double seconds) {
		return LocalDateTime.ofInstant(Instant.ofEpochSecond((long) Math.floor(seconds)), ZoneOffset.UTC);
	}

	private static double seconds(LocalDateTime time) {
		return time.toEpochSecond(ZoneOffset.UTC);
	}
}
