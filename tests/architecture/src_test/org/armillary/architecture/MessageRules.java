package org.armillary.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.tngtech.archunit.core.domain.JavaClass;

import org.armillary.architecture.MessageCatalogue.Entry;

/** Rules that messages to users keep. */
final class MessageRules {

	private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+");
	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)}");

	private MessageRules() {
	}

	static List<Rule> all() {
		return List.of(new Rule("each bundle has all its messages in one enum", MessageRules::oneEnum),
				new Rule("message ids are unique and well formed", MessageRules::ids),
				new Rule("messages say what is wrong and what to do", MessageRules::texts));
	}

	private static List<String> oneEnum(Repository repository) {
		Map<String, List<String>> byBundle = new TreeMap<>();
		for (JavaClass type : MessageCatalogue.templates(repository)) {
			byBundle.computeIfAbsent(repository.bundleOf(type.getPackageName()).orElseThrow().name(),
					bundle -> new ArrayList<>())
					.add(type.getName());
		}
		var violations = new ArrayList<>(MessageCatalogue.of(repository).problems());
		byBundle.forEach((bundle, types) -> {
			if (types.size() > 1) {
				violations.add(bundle + " has messages in " + String.join(" and ", types));
			}
		});
		return violations;
	}

	private static List<String> ids(Repository repository) {
		var violations = new ArrayList<String>();
		Map<String, String> owners = new HashMap<>();
		for (Entry message : MessageCatalogue.of(repository).messages()) {
			if (!ID.matcher(message.id()).matches()) {
				violations
						.add(name(message) + " is not of lower-case words with a leading area, such as fits.truncated");
			}
			String other = owners.putIfAbsent(message.id(), name(message));
			if (other != null) {
				violations.add(name(message) + " is used already, by " + other);
			}
		}
		return violations;
	}

	private static List<String> texts(Repository repository) {
		var violations = new ArrayList<String>();
		for (Entry message : MessageCatalogue.of(repository).messages()) {
			if (message.summary().isBlank()) {
				violations.add(name(message) + " has no text");
			}
			if (message.remedies().isEmpty() || message.remedies().stream().anyMatch(String::isBlank)) {
				violations.add(name(message) + " does not say what to do");
			}
			String all = message.summary() + String.join("", message.remedies());
			long highest = PLACEHOLDER.matcher(all).results().mapToLong(found -> Long.parseLong(found.group(1))).max()
					.orElse(-1);
			for (long i = 0; i <= highest; i++) {
				if (!all.contains("{" + i + "}")) {
					violations.add(name(message) + " does not use {" + i + "}");
				}
			}
		}
		return violations;
	}

	private static String name(Entry message) {
		return message.id() + " (" + message.bundle() + ", " + message.constant() + ")";
	}
}
