package org.armillary.engine.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.provider.PortDescriptor;
import org.armillary.engine.Job;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.store.Lookup;
import org.armillary.engine.store.Store;

/** Says why a job runs: how its key differs from that of the earlier job that is most like it. */
final class Reasons {

	private final Store store;

	/** Compares with what is in a store. */
	Reasons(Store store) {
		this.store = store;
	}

	/** Why a job with a key runs, after what the store had for it. */
	JobReason of(Job job, JobKey key, Lookup looked) {
		return switch (looked) {
		case Lookup.Hit(var report) -> JobReason.reused(report.run());
		case Lookup.Cleaned(var report, var product) -> JobReason.cleaned(report.run(), name(job, report, product));
		case Lookup.Earlier(var report, var product) ->
			JobReason.earlierVersion(report.run(), name(job, report, product));
		case Lookup.Damaged(var report, var product) -> JobReason.damaged(report.run(), name(job, report, product));
		case Lookup.Marked(var report, var mark) -> JobReason.marked(report.run(), mark.words());
		case Lookup.Miss _ -> store.nearest(key, job.id(), earlier -> isLike(job, key, earlier))
				.flatMap(earlier -> changed(key, earlier))
				.orElse(new JobReason(JobReason.Kind.NEW, "", List.of(), List.of()));
		};
	}

	/** What a product is called that lies in the store under its digest. */
	private static String name(Job job, JobReport report, Path product) {
		for (var port : report.products().entrySet()) {
			for (MadeProduct made : port.getValue()) {
				if (made.path().equals(product)) {
					String category = made.description().category();
					return (job.stem().isEmpty() ? "" : job.stem() + "_")
							+ (category.isEmpty() ? port.getKey() : category);
				}
			}
		}
		return String.valueOf(product.getFileName());
	}

	/** Whether an earlier job worked on the same; one without inputs is known by its node alone. */
	private static boolean isLike(Job job, JobKey key, JobReport earlier) {
		Optional<String> trigger = job.actor().descriptor().trigger().map(PortDescriptor::name);
		return trigger.isPresent() ? sharesInput(trigger.get(), earlier.key(), key)
				: earlier.result().job().replaceFirst("#\\d+$", "").equals(job.node());
	}

	private static Optional<JobReason> changed(JobKey key, JobReport earlier) {
		List<KeyDifference> differences = KeyDifference.between(earlier.key().parts(), key.parts());
		return differences.isEmpty() ? Optional.empty()
				: Optional.of(JobReason.changed(earlier.run(), differences, key));
	}

	/** Whether a port gets, among others, a content that it got before, or one of the same name. */
	private static boolean sharesInput(String port, JobKey before, JobKey now) {
		List<KeyPart> earlier = inputs(port, before);
		List<KeyPart> later = inputs(port, now);
		return later.stream().anyMatch(part -> earlier.stream()
				.anyMatch(other -> other.value().equals(part.value()) || other.label().equals(part.label())));
	}

	private static List<KeyPart> inputs(String port, JobKey key) {
		return key.parts().stream().filter(part -> part.kind() == KeyPart.Kind.INPUT && part.name().equals(port)
				&& !part.value().isEmpty()).toList();
	}
}
