package org.armillary.actor.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A catalogue that never changes. */
record FixedCatalog(List<ActorProvider> providers) implements ActorCatalog {

	private static final String ORIGIN = "built in";

	@Override
	public List<Entry> entries() {
		var available = new ArrayList<Entry.Available>();
		var broken = new ArrayList<Entry.Broken>();
		for (ActorProvider provider : providers) {
			switch (entry(provider)) {
			case Entry.Available actor -> available.add(actor);
			case Entry.Broken actor -> broken.add(actor);
			}
		}
		available.sort(Comparator.comparing(actor -> actor.descriptor().id()));
		broken.sort(Comparator.comparing(Entry.Broken::name));
		var entries = new ArrayList<Entry>(available);
		entries.addAll(broken);
		return List.copyOf(entries);
	}

	@Override
	public Optional<ActorProvider> provider(String id) {
		return providers.stream().filter(
				provider -> entry(provider) instanceof Entry.Available actor && actor.descriptor().id().equals(id))
				.findFirst();
	}

	private static Entry entry(ActorProvider provider) {
		String name = provider.getClass().getName();
		try {
			var descriptor = Objects.requireNonNull(provider.descriptor(), "descriptor() returned null");
			return new Entry.Available(DescriptorRules.check(descriptor.id(), descriptor), ORIGIN);
		} catch (DescriptionException e) {
			return new Entry.Broken(name, ORIGIN, e.explanation());
		} catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
			return new Entry.Broken(name, ORIGIN, ActorMessage.DESCRIPTION.with(name, e.toString()));
		}
	}
}
