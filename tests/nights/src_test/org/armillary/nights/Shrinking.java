package org.armillary.nights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderFile;

/** Makes a night that fails smaller, until whatever is taken away makes it succeed. */
final class Shrinking {

	private static final long NANOSECONDS = 20_000_000_000L;

	private final Predicate<Night> fails;
	private final long end = System.nanoTime() + NANOSECONDS;

	private Shrinking(Predicate<Night> fails) {
		this.fails = fails;
	}

	static Night of(Night night, Predicate<Night> fails) {
		var shrinking = new Shrinking(fails);
		Night smallest = night;
		Night before;
		do {
			before = smallest;
			smallest = shrinking.files(smallest);
			smallest = shrinking.documents(smallest);
			smallest = shrinking.keywords(smallest);
		} while (before != smallest && System.nanoTime() < shrinking.end);
		return smallest;
	}

	private boolean fails(Night night) {
		return System.nanoTime() < end && fails.test(night);
	}

	private Night files(Night night) {
		Night smallest = night;
		for (int size = night.files().size() / 2; size > 0; size /= 2) {
			for (int i = 0; i + size <= smallest.files().size();) {
				var files = new ArrayList<>(smallest.files());
				files.subList(i, i + size).clear();
				Night smaller = smallest.with(files);
				if (fails(smaller)) {
					smallest = smaller;
				} else {
					i += size;
				}
			}
		}
		return smallest;
	}

	private Night documents(Night night) {
		Night now = night;
		while (true) {
			Night from = now;
			Stream<Night> rules = from.rules().containsKey("text") ? Stream.empty()
					: Tree.smaller(from.rules()).stream()
							.map(tree -> new Night(tree, from.overlay(), from.settings(), from.files()));
			Stream<Night> overlays = Tree.smaller(from.overlay()).stream()
					.map(tree -> new Night(from.rules(), tree, from.settings(), from.files()));
			Night smaller = Stream.concat(overlays, rules).filter(this::fails).findFirst().orElse(from);
			if (smaller == from) {
				return from;
			}
			now = smaller;
		}
	}

	private Night keywords(Night night) {
		Night smallest = night;
		var names = night.files().stream().flatMap(file -> file.header().layout().names().stream()).distinct().toList();
		for (String name : names) {
			Night smaller = smallest.with(smallest.files().stream().map(file -> without(file, name)).toList());
			if (fails(smaller)) {
				smallest = smaller;
			}
		}
		return smallest;
	}

	private static HeaderFile without(HeaderFile file, String keyword) {
		Map<String, Object> keywords = new LinkedHashMap<>(file.header().keywords().values());
		keywords.remove(keyword);
		return new HeaderFile(file.name(), file.path(), Header.of(keywords), file.bytes(), file.identity());
	}
}
