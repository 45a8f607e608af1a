package org.armillary.kmos.simulator.night;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.armillary.kmos.simulator.header.Exposure;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.header.RawKeywords;

/**
 * Does deliberate wrong to the frames of a night. Where there is no frame left that a fault could act on, it does nothing.
 */
final class Faults {

	private static final String COPIES = "copies";
	private static final int LATE_YEARS = 100;
	private static final int LEAST_OF_TEMPLATE = 3;
	private static final double WRONG_DEGREES = 17;

	private final List<Draft> drafts;
	private final SplittableRandom random;
	private final List<NightGap> gaps = new ArrayList<>();

	Faults(List<Draft> drafts, SplittableRandom random) {
		this.drafts = drafts;
		this.random = random;
	}

	/** What was left out. */
	List<NightGap> gaps() {
		return gaps;
	}

	/** Acts with each fault so many times. */
	void act(NightPlan plan) {
		for (Fault fault : Fault.values()) {
			for (int i = 0; i < plan.faultCount() && plan.faults().contains(fault); i++) {
				act(fault);
			}
		}
	}

	private void act(Fault fault) {
		switch (fault) {
		case MISSING_FRAME -> remove(choose(_ -> true), fault, _ -> false);
		case MISSING_OFF -> remove(choose(Faults::isOff), fault, (_, draft) -> isOff(draft));
		case ABORTED -> remove(choose(draft -> draft.number() == LEAST_OF_TEMPLATE), fault,
				(chosen, draft) -> draft.number() >= chosen.number());
		case COPY -> choose(_ -> true).forEach(draft -> add(draft.copy(COPIES), fault));
		case SAME_ARCHIVE_NAME -> choose(_ -> true).forEach(draft -> {
			Draft other = draft.copy("again");
			other.keywords().put(RawKeywords.TEMPERATURE, 99.0);
			add(other, fault);
		});
		case WRONG_TYPE -> change(fault, _ -> true, keywords -> keywords.put(RawKeywords.TYPE,
				random.nextBoolean() ? "FLAT,LMAP" : otherType(keywords)));
		case WRONG_ANGLE -> change(fault, draft -> draft.category().endsWith("_ON"), keywords -> keywords
				.put(RawKeywords.ANGLE, (Double) keywords.get(RawKeywords.ANGLE) + WRONG_DEGREES));
		case MISSING_GRATING -> change(fault, draft -> !draft.category().equals("DARK"),
				keywords -> keywords.keySet().removeAll(RawKeywords.gratingKeywords()));
		case MISSING_TIME -> change(fault, _ -> true, keywords -> keywords.remove(RawKeywords.MJD));
		case TEMPLATE_START -> change(fault, _ -> true,
				keywords -> keywords.computeIfPresent(RawKeywords.TEMPLATE_START, (_, start) -> RawKeywords
						.second(LocalDateTime.parse((String) start).plusSeconds(1))));
		case CLOCK_BACKWARDS -> backwards(fault);
		case DATE_MISMATCH -> change(fault, _ -> true,
				keywords -> keywords.put(RawKeywords.DATE, RawKeywords.date(time(keywords).plusDays(1))));
		case FUTURE -> change(fault, _ -> true, keywords -> move(keywords, time(keywords).plusYears(LATE_YEARS)));
		case UNKNOWN_TEMPLATE -> change(fault, _ -> true,
				keywords -> keywords.put(RawKeywords.TEMPLATE, "KMOS_spec_tec_focus"));
		case LAMP_OFF -> change(fault, draft -> draft.category().equals(RawClass.ARC_ON.name()), keywords -> {
			keywords.put(RawKeywords.lamp(1), false);
			keywords.put(RawKeywords.lamp(2), false);
		});
		case TRUNCATED -> choose(_ -> true).forEach(draft -> {
			draft.keep(random.nextBoolean() ? random.nextDouble(0.2, 0.9) : 0);
			draft.faults().add(fault);
		});
		case FOREIGN -> choose(_ -> true).forEach(draft -> foreign(draft, fault));
		case NOT_FITS -> choose(_ -> true).forEach(draft -> add(
				new Draft(draft.name().replace(".fits", ".backup.fits"), new LinkedHashMap<>(), "", "", -1), fault));
		}
	}

	/** A frame that nothing is wrong with and that fits; none where there is none. */
	private List<Draft> choose(Predicate<Draft> fits) {
		List<Draft> all = drafts.stream().filter(Draft::isGood).filter(fits).toList();
		return all.isEmpty() ? List.of() : List.of(all.get(random.nextInt(all.size())));
	}

	private void change(Fault fault, Predicate<Draft> fits, Consumer<Map<String, Object>> change) {
		choose(fits).forEach(draft -> {
			change.accept(draft.keywords());
			draft.faults().add(fault);
		});
	}

	private void add(Draft draft, Fault fault) {
		draft.faults().add(fault);
		drafts.add(draft);
	}

	private void remove(List<Draft> chosen, Fault fault, Predicate<Draft> others) {
		remove(chosen, fault, (_, draft) -> others.test(draft));
	}

	/** Removes a frame and those of its template that nothing is wrong with and that fit. */
	private void remove(List<Draft> chosen, Fault fault, BiPredicate<Draft, Draft> others) {
		chosen.forEach(first -> drafts.removeIf(draft -> {
			boolean gone = draft == first || draft.isGood() && draft.template().equals(first.template())
					&& others.test(first, draft);
			if (gone) {
				gaps.add(new NightGap(draft.name(), draft.category(), draft.dataset(), fault));
			}
			return gone;
		}));
	}

	/** A frame that is not the first of its template is dated a minute before the first. */
	private void backwards(Fault fault) {
		choose(draft -> draft.number() > 1).forEach(draft -> {
			LocalDateTime start = LocalDateTime
					.parse((String) draft.keywords().get(RawKeywords.TEMPLATE_START)).minusMinutes(1);
			move(draft.keywords(), start);
			draft.faults().add(fault);
		});
	}

	/** A frame of another instrument a little later. */
	private void foreign(Draft draft, Fault fault) {
		LocalDateTime start = time(draft.keywords()).plusSeconds(1);
		var keywords = new LinkedHashMap<String, Object>();
		String name = RawKeywords.fileName(start).replace("KMOS", "XSHOO");
		keywords.put("ORIGIN", "ARMILLARY");
		keywords.put("INSTRUME", "XSHOOTER");
		keywords.put("OBJECT", "DARK");
		keywords.put(RawKeywords.MJD, Exposure.mjd(start));
		keywords.put(RawKeywords.DATE, RawKeywords.date(start));
		keywords.put(RawKeywords.ARCHIVE_NAME, name);
		keywords.put("ESO DPR CATG", "CALIB");
		keywords.put(RawKeywords.TYPE, "DARK");
		keywords.put("ESO DPR TECH", "IMAGE");
		add(new Draft(name, keywords, "", "", 0), fault);
	}

	private static String otherType(Map<String, Object> keywords) {
		String lamp = RawClass.FLAT_ON.type();
		return lamp.equals(keywords.get(RawKeywords.TYPE)) ? RawClass.FLAT_OFF.type() : lamp;
	}

	private static boolean isOff(Draft draft) {
		return draft.category().equals(RawClass.FLAT_OFF.name()) || draft.category().equals(RawClass.ARC_OFF.name());
	}

	private static LocalDateTime time(Map<String, Object> keywords) {
		return LocalDateTime.parse((String) keywords.get(RawKeywords.DATE));
	}

	private static void move(Map<String, Object> keywords, LocalDateTime time) {
		keywords.put(RawKeywords.MJD, Exposure.mjd(time));
		keywords.put(RawKeywords.DATE, RawKeywords.date(time));
	}
}
