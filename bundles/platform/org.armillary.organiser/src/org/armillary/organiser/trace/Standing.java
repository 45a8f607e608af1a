package org.armillary.organiser.trace;

import java.util.List;

import org.armillary.organiser.Verdict;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Need.Source;

/** Says at which step one candidate comes before another, in words that can be checked by hand. */
final class Standing {

	private Standing() {
	}

	/** A step of the comparison. */
	private enum Step {
		LEVEL, KIND, TIME, SOURCE
	}

	/**
	 * Why a candidate comes after another.
	 *
	 * @param need
	 *            the need
	 * @param better
	 *            the other
	 * @param worse
	 *            the candidate
	 */
	static String why(Need need, Verdict better, Verdict worse) {
		for (Step step : steps(need)) {
			String words = switch (step) {
			case LEVEL -> better.place() == worse.place() ? ""
					: level(need, worse) + " comes after " + level(need, better);
			case KIND -> master(better) == master(worse) ? ""
					: master(worse) ? "raw frames are preferred" : "master calibrations are preferred";
			case TIME -> Math.abs(better.days()) == Math.abs(worse.days()) ? "" : "farther in time";
			case SOURCE -> source(need, better) == source(need, worse) ? ""
					: worse.candidate().rule().type() + " comes after " + better.candidate().rule().type();
			};
			if (!words.isEmpty()) {
				return words;
			}
		}
		return better.days() != worse.days() ? "equally far in time, and later" : "equally good; identity decides";
	}

	private static List<Step> steps(Need need) {
		return switch (need.prefer()) {
		case CLOSEST -> List.of(Step.LEVEL, Step.TIME, Step.SOURCE);
		case RAW_PER_LEVEL, MASTER_PER_LEVEL -> List.of(Step.LEVEL, Step.KIND, Step.TIME, Step.SOURCE);
		case RAW, MASTER -> List.of(Step.KIND, Step.LEVEL, Step.TIME, Step.SOURCE);
		case ORDER -> List.of(Step.SOURCE, Step.LEVEL, Step.TIME);
		};
	}

	/** A level; where several have the same number, with the line where it stands. */
	private static String level(Need need, Verdict verdict) {
		Level level = need.levels().get(verdict.place());
		boolean alone = need.levels().stream().filter(other -> other.number() == level.number()).count() == 1;
		return "level " + level.number() + (alone ? "" : " of line " + level.line().line());
	}

	private static boolean master(Verdict verdict) {
		DatasetRule rule = verdict.candidate().rule();
		return rule.master();
	}

	private static int source(Need need, Verdict verdict) {
		List<String> types = need.sources().stream().map(Source::type).toList();
		return types.indexOf(verdict.candidate().rule().type());
	}
}
