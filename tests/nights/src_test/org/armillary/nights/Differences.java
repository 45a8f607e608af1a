package org.armillary.nights;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.organiser.Association;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Frame;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.QuantityValues;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;

/** What the organiser and the slow reference make of the same files, and where they differ. */
final class Differences {

	/** When all nights are organised. */
	static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private static final Set<String> COUNTED = Set.of("organise.incomplete", "organise.check", "organise.backwards",
			"organise.gaps", "organise.excluded");
	private static final Set<String> UNCOMPARED = Set.of("organise.overlay-unused", "organise.overlay-only",
			"organise.overlay-keyword", "overlay.need");

	private final List<String> differences = new ArrayList<>();

	private Differences() {
	}

	/** Where the two differ; empty where they agree. */
	static List<String> of(RuleSet rules, Overlay overlay, List<HeaderFile> files) {
		Organisation fast = new Organiser(rules, overlay, NOW).organise(files);
		var organiser = new SlowOrganiser(rules, overlay);
		SlowOrganiser.Result slow = organiser.organise(files);
		var found = new Differences();
		found.values(fast, slow);
		found.frames(fast.frames(), slow.frames());
		found.datasets(fast.datasets(), slow.datasets());
		found.problems(fast.problems(), SlowProblems.of(rules, organiser, files, slow, NOW));
		return found.differences;
	}

	/** Where the quantities of headers differ. */
	private void values(Organisation fast, SlowOrganiser.Result slow) {
		var values = new QuantityValues(fast.rules());
		for (SlowFrame frame : slow.frames()) {
			for (String quantity : fast.rules().quantities().keySet()) {
				compare(quantity + " of " + frame.name(), values.of(Header.of(frame.keywords())).values(quantity),
						new SlowValues(fast.rules(), frame.keywords()).of(quantity));
			}
		}
	}

	private void frames(List<Frame> fast, List<SlowFrame> slow) {
		compare("frames", fast.stream().map(Frame::name).toList(), slow.stream().map(SlowFrame::name).toList());
		for (int i = 0; i < Math.min(fast.size(), slow.size()); i++) {
			Frame one = fast.get(i);
			SlowFrame other = slow.get(i);
			compare("category of " + one.name(), one.category(), other.category());
			compare("mjd of " + one.name(), one.mjd(), other.mjd());
			compare("identity of " + one.name(), one.identity(), other.identity());
			compare("number of corrections of " + one.name(), one.corrections().size(), other.corrections().size());
			compare("keywords of " + one.name(), new TreeMap<>(one.header().keywords().values()),
					new TreeMap<>(other.keywords()));
		}
	}

	private void datasets(List<Dataset> fast, List<SlowDataset> slow) {
		compare("datasets", fast.stream().map(Dataset::name).toList(), slow.stream().map(SlowDataset::name).toList());
		var byName = slow.stream()
				.collect(Collectors.toMap(SlowDataset::name, dataset -> dataset, (one, _) -> one, TreeMap::new));
		for (Dataset one : fast) {
			SlowDataset other = byName.get(one.name());
			if (other != null) {
				dataset(one, other);
			}
		}
	}

	private void dataset(Dataset one, SlowDataset other) {
		String name = one.name();
		compare("kind of " + name, one.rule().type(), other.rule().type());
		compare("key of " + name, texts(one.key()), texts(other.key()));
		compare("members of " + name,
				one.members().stream().map(member -> member.frame().name() + " " + member.rule().category() + " "
						+ member.skipped()).toList(),
				other.members().stream().map(member -> member.frame().name() + " " + member.rule().category() + " "
						+ member.skipped()).toList());
		compare("mjd of " + name, one.mjd(), other.mjd());
		compare("shortages of " + name,
				one.shortages().stream().map(shortage -> shortage.rule().category() + " "
						+ shortage.each().map(Value::toString).orElse("-") + " " + shortage.found() + " "
						+ shortage.kind()).sorted().toList(),
				other.shortages().stream().map(shortage -> shortage.category() + " "
						+ shortage.each().map(Value::toString).orElse("-") + " " + shortage.found() + " "
						+ shortage.kind()).sorted().toList());
		for (int i = 0; i < one.rule().needs().size(); i++) {
			Association association = one.associations().get(i);
			String need = " of need " + association.need().name() + " of " + name;
			compare("condition" + need, association.wanted(), other.wanted().get(i));
			compare("choices" + need,
					association.choices().stream().map(choice -> choice.dataset().name() + " level "
							+ association.need().levels().indexOf(choice.level()) + " days " + choice.days()).toList(),
					other.choices().get(i).stream().map(choice -> choice.dataset().name() + " level "
							+ association.need().levels().indexOf(choice.level()) + " days " + choice.days()).toList());
		}
		compare("completeness of " + name, one.complete(), other.complete());
		compare("filesIdentity of " + name, one.filesIdentity(), other.filesIdentity());
		compare("identity of " + name, one.identity(), other.identity());
	}

	private void problems(List<Message> fast, Map<String, Integer> slow) {
		var told = new TreeMap<String, Integer>();
		fast.forEach(problem -> told.merge(problem.id(), COUNTED.contains(problem.id()) ? 1 : 0, Integer::sum));
		told.keySet().removeAll(UNCOMPARED);
		told.replaceAll((_, times) -> Math.max(times, 1));
		compare("problems", told, slow);
	}

	private static Map<String, String> texts(Map<String, Value> key) {
		var texts = new TreeMap<String, String>();
		key.forEach((quantity, value) -> texts.put(quantity, value.toString()));
		return texts;
	}

	private void compare(String what, Object fast, Object slow) {
		if (!Objects.equals(fast, slow)) {
			differences.add(what + ": organiser " + fast + ", reference " + slow);
		}
	}
}
