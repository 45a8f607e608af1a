package org.armillary.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.plugins.BundleActors.Declared;
import org.armillary.plugins.PluginInstaller.Plugins;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The actors of all bundles and all {@link ActorProvider} services of this moment. Where two have the same id, the
 * product's own goes first, then plug-ins in the order of their folders and names, then services.
 *
 * <p>Listing makes each actor of a plug-in once, so that one that cannot be made is seen there; the product's own
 * actors are made only when they are asked for.
 */
final class InstalledActors implements ActorCatalog {

	private final BundleContext context;
	private final Plugins plugins;
	private final PluginThreads threads;
	private final ActorInstances instances;
	private final ResolverReport resolverReport;
	private final ServiceTracker<ActorProvider, LiveProvider> services;
	private final Map<BundleState, BundleActors> actorsByBundle = new ConcurrentHashMap<>();
	private final Map<ComponentState, TimeLimit<ActorProvider>> making = new ConcurrentHashMap<>();

	private record BundleState(long bundle, long lastModified) {
	}

	private record ComponentState(BundleState bundle, String component) {
	}

	/** An actor that the catalogue knows: declared by a bundle, or a service. */
	private sealed interface Known {

		ActorDescriptor descriptor();

		String origin();

		record InBundle(Declared declared, String origin) implements Known {
			@Override
			public ActorDescriptor descriptor() {
				return declared.descriptor();
			}
		}

		record Service(LiveProvider.Described described, String origin) implements Known {
			@Override
			public ActorDescriptor descriptor() {
				return described.descriptor();
			}
		}
	}

	private record Survey(Map<String, Known> known, List<Entry.Broken> broken) {

		void add(Known actor) {
			Known first = known.putIfAbsent(actor.descriptor().id(), actor);
			if (first != null) {
				broken.add(new Entry.Broken(actor.descriptor().id(), actor.origin(),
						PluginMessage.DUPLICATE_ID.with(actor.descriptor().id(), first.origin(), actor.origin())));
			}
		}
	}

	/** Makes the catalogue and begins to follow services; {@link #close} ends that. */
	InstalledActors(BundleContext context, Plugins plugins, PluginThreads threads) {
		this.context = context;
		this.plugins = plugins;
		this.threads = threads;
		this.instances = new ActorInstances(context);
		this.resolverReport = new ResolverReport(
				context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class));
		this.services = new ServiceTracker<>(context, ActorProvider.class, null) {
			@Override
			public LiveProvider addingService(ServiceReference<ActorProvider> reference) {
				return new LiveProvider(context, reference, origin(reference.getBundle()), threads);
			}

			@Override
			public void removedService(ServiceReference<ActorProvider> reference, LiveProvider provider) {
				context.ungetService(reference);
			}
		};
		services.open();
	}

	void close() {
		services.close();
	}

	@Override
	public List<Entry> entries() {
		Survey survey = survey();
		var trials = new HashMap<Known, TimeLimit<ActorProvider>>(); // all at once: the slowest decides how long this takes
		for (Known actor : survey.known().values()) {
			if (actor instanceof Known.InBundle inBundle && isPlugin(inBundle.declared().bundle())) {
				trials.put(actor, startMaking(inBundle));
			}
		}
		var available = new ArrayList<Entry.Available>();
		for (Known actor : survey.known().values()) {
			try {
				TimeLimit<ActorProvider> trial = trials.get(actor);
				if (trial != null) {
					trial.get(hangs(actor), reason -> fails(actor, reason));
				}
				available.add(new Entry.Available(actor.descriptor(), actor.origin()));
			} catch (PluginException e) {
				survey.broken().add(new Entry.Broken(actor.descriptor().id(), actor.origin(), e.explanation()));
			}
		}
		available.sort(Comparator.comparing(entry -> entry.descriptor().id()));
		survey.broken().sort(Comparator.comparing(Entry.Broken::name));
		var entries = new ArrayList<Entry>(available);
		entries.addAll(survey.broken());
		return List.copyOf(entries);
	}

	/** The description of an actor that is not known to be broken; no actor is made for this. */
	@Override
	public Optional<ActorDescriptor> descriptor(String id) {
		return Optional.ofNullable(survey().known().get(id)).map(Known::descriptor);
	}

	@Override
	public Optional<ActorProvider> provider(String id) throws ActorException {
		Known actor = survey().known().get(id);
		if (actor == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(make(actor));
		} catch (PluginException e) {
			throw new ActorException(Kind.BUG, e.explanation(), e);
		}
	}

	private Survey survey() {
		var survey = new Survey(new LinkedHashMap<>(), new ArrayList<>(plugins.problems()));
		List<Bundle> bundles = Arrays.stream(context.getBundles()).filter(this::mayHaveActors)
				.sorted(PluginInstaller.precedence(plugins)).toList();
		bundles.parallelStream().forEach(this::actors); // the first reading takes time; afterwards they are known
		bundles.forEach(bundle -> addActors(bundle, survey));
		LiveProvider[] live = services.getServices(new LiveProvider[0]);
		Arrays.sort(live, Comparator.comparing(LiveProvider::reference));
		for (LiveProvider provider : live) {
			try {
				survey.add(new Known.Service(provider.described(), provider.origin()));
			} catch (PluginException e) {
				survey.broken().add(new Entry.Broken(provider.origin(), provider.origin(), e.explanation()));
			}
		}
		return survey;
	}

	private boolean mayHaveActors(Bundle bundle) {
		return !PluginJar.isUnusable(bundle, plugins) && bundle.getHeaders("").get("Service-Component") != null;
	}

	private void addActors(Bundle bundle, Survey survey) {
		String origin = origin(bundle);
		BundleActors actors = actors(bundle);
		actors.undescribed().forEach(actor -> survey.broken().add(new Entry.Broken(actor.name(), origin, actor.why())));
		if (actors.declared().isEmpty()) {
			if (actors.undescribed().isEmpty() && isPlugin(bundle) && !InstalledTexts.has(bundle)
					&& BundleActors.isIdle(bundle)) {
				survey.broken().add(
						new Entry.Broken(bundle.getSymbolicName(), origin, PluginMessage.NO_COMPONENT.with(origin)));
			}
			return;
		}
		Optional<Message> unresolved = unresolved(bundle, origin);
		for (Declared declared : actors.declared()) {
			unresolved.ifPresentOrElse(
					why -> survey.broken().add(new Entry.Broken(declared.descriptor().id(), origin, why)),
					() -> survey.add(new Known.InBundle(declared, origin)));
		}
	}

	private BundleActors actors(Bundle bundle) {
		return actorsByBundle.computeIfAbsent(state(bundle), state -> BundleActors.read(bundle, origin(bundle)));
	}

	private Optional<Message> unresolved(Bundle bundle, String origin) {
		FrameworkWiring wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
		if (bundle.getState() != Bundle.INSTALLED || wiring.resolveBundles(List.of(bundle))) {
			return Optional.empty();
		}
		String report = "no report";
		try {
			bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
		} catch (BundleException e) {
			report = e.getMessage();
		}
		return Optional.of(resolverReport.explain(bundle, origin, report));
	}

	private ActorProvider make(Known actor) throws PluginException {
		return switch (actor) {
		case Known.Service service -> service.described().provider();
		case Known.InBundle inBundle when isPlugin(inBundle.declared().bundle()) ->
			startMaking(inBundle).get(hangs(actor), reason -> fails(actor, reason));
		case Known.InBundle(var declared, var origin) -> instances.provider(declared, origin);
		};
	}

	/** Begins to make an actor of a plug-in; one that was begun and has not ended is waited for instead. */
	private TimeLimit<ActorProvider> startMaking(Known.InBundle actor) {
		Declared declared = actor.declared();
		return making.compute(new ComponentState(state(declared.bundle()), declared.component().name()),
				(key, begun) -> begun != null && !begun.isDone() ? begun
						: threads.start(declared.descriptor().id(),
								() -> instances.provider(declared, actor.origin())));
	}

	private static Message hangs(Known actor) {
		return PluginMessage.HANGS.with(actor.descriptor().id() + " of " + actor.origin(), "its constructor",
				TimeLimit.SECONDS);
	}

	private static Message fails(Known actor, String reason) {
		return PluginMessage.CONSTRUCTOR.with(actor.descriptor().id(), actor.origin(), reason);
	}

	private static boolean isPlugin(Bundle bundle) {
		return PluginJar.isPlugin(bundle);
	}

	private static BundleState state(Bundle bundle) {
		return new BundleState(bundle.getBundleId(), bundle.getLastModified());
	}

	private String origin(@Nullable Bundle bundle) {
		return bundle == null ? "a bundle that is gone" : PluginJar.origin(bundle, plugins);
	}
}
