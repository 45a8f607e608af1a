package org.armillary.engine.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunMessage;

/** Tells which quality-control values of a job fail their requirement: once for all subjects of a limit. */
public final class QualityCaveats {

	private static final int TOLD = 3;

	/** One limit and one name of values, of which several subjects may fail. */
	private record Failed(Limit limit, String unit) {
	}

	private QualityCaveats() {
	}

	/**
	 * A result with caveats by limits. These belong to the run with its limits, and are not kept with the result.
	 *
	 * @param actor
	 *            id of the actor that made it
	 */
	public static JobResult in(LimitSet limits, String actor, JobResult result) {
		var failed = new LinkedHashMap<Failed, List<QcValue>>();
		var incomparable = new LinkedHashMap<Failed, QcValue>();
		for (QcValue value : result.qc()) {
			Verdict verdict = limits.verdict(actor, value);
			verdict.limit().ifPresent(limit -> {
				var key = new Failed(limit, value.unit());
				if (verdict.isOfOtherUnit()) {
					incomparable.putIfAbsent(key, value);
				} else if (verdict.state() == QualityState.FAILED) {
					failed.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
				}
			});
		}
		if (failed.isEmpty() && incomparable.isEmpty()) {
			return result;
		}
		var messages = new ArrayList<Message>(result.messages());
		failed.forEach((key, values) -> messages.add(RunMessage.QUALITY_FAILED.with(result.job(), key.limit.name(),
				values(values), withUnit(key.limit.requirement().text(), key.unit), where(key.limit), products(result),
				key.limit.name(), actor)));
		incomparable.forEach((key, value) -> messages.add(RunMessage.QUALITY_UNIT.with(result.job(), value.name(),
				key.unit, key.limit.unit(), where(key.limit))));
		return result.withMessages(messages);
	}

	private static String values(List<QcValue> values) {
		return values.stream().limit(TOLD)
				.map(value -> withUnit(
						Double.isFinite(value.value()) ? QualityNumbers.rounded(value.value()) : "not measured",
						Double.isFinite(value.value()) ? value.unit() : "")
						+ (value.subject().isEmpty() ? "" : " (" + value.subject() + ")"))
				.collect(Collectors.joining(", "))
				+ (values.size() > TOLD ? ", and " + (values.size() - TOLD) + " more" : "");
	}

	private static String withUnit(String number, String unit) {
		return unit.isEmpty() ? number : number + " " + unit;
	}

	private static String where(Limit limit) {
		return limit.file() + ":" + limit.line();
	}

	private static String products(JobResult result) {
		List<String> names = result.products().values().stream().flatMap(Collection::stream).map(ProductFile::path)
				.map(Path::getFileName).map(String::valueOf).toList();
		return names.isEmpty() ? "none"
				: names.stream().limit(TOLD).collect(Collectors.joining(", ")) + (names.size() > TOLD ? ", …" : "");
	}
}
