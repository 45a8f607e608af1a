package org.armillary.actor.provider;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A catalogue that never changes. */
record FixedCatalog(List<ActorProvider> providers) implements ActorCatalog {

	@Override
	public List<Entry> entries() {
		return providers.stream().map(ActorProvider::descriptor).sorted(Comparator.comparing(ActorDescriptor::id))
				.map(descriptor -> (Entry) new Entry.Available(descriptor, "built in")).toList();
	}

	@Override
	public Optional<ActorProvider> provider(String id) {
		return providers.stream().filter(provider -> provider.descriptor().id().equals(id)).findFirst();
	}
}
