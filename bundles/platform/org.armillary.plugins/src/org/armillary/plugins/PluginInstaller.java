package org.armillary.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog.Entry.Broken;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Makes the jars in the plug-in folders part of the running framework. Whatever is wrong with one of them is noted and
 * stops no other.
 */
final class PluginInstaller {

	private static final Logger LOG = System.getLogger(PluginInstaller.class.getName());
	private static final int REFRESH_SECONDS = 5;

	private final BundleContext context;
	private final PluginThreads threads;
	private final FrameworkWiring wiring;
	private final List<Broken> problems = new ArrayList<>();
	private final Map<Long, Path> usable = new LinkedHashMap<>();

	/**
	 * The plug-ins after installation.
	 *
	 * @param files
	 *            the jar of each usable plug-in by bundle id, in order of precedence
	 * @param problems
	 *            the others, and folders that cannot be read
	 */
	record Plugins(Map<Long, Path> files, List<Broken> problems) {
	}

	PluginInstaller(BundleContext context, PluginThreads threads) {
		this.context = context;
		this.threads = threads;
		this.wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
	}

	/** Installs, resolves and starts the plug-ins and removes those of an earlier start that are gone or have changed. */
	Plugins install(PluginFolders folders) {
		Collection<PluginJar> jars = withoutShipped(newest(inspect(folders)));
		removeStale(jars.stream().map(PluginJar::location).collect(Collectors.toSet()));
		var bundles = new LinkedHashMap<Bundle, PluginJar>();
		for (PluginJar jar : jars) {
			try (InputStream in = Files.newInputStream(jar.file())) {
				bundles.put(context.installBundle(jar.location(), in), jar);
			} catch (BundleException e) {
				broken(jar.file(), PluginMessage.NOT_INSTALLED.with(jar.file(), Reasons.of(e)), e);
			} catch (IOException e) {
				broken(jar.file(), PluginMessage.UNREADABLE.with(jar.file(), Reasons.of(e)), e);
			}
		}
		wiring.resolveBundles(bundles.keySet());
		bundles.forEach(this::start);
		return new Plugins(Collections.unmodifiableMap(usable), List.copyOf(problems));
	}

	private List<PluginJar> inspect(PluginFolders folders) {
		var jars = new ArrayList<PluginJar>();
		for (PluginFolders.Folder folder : folders.folders()) {
			List<Path> files = List.of();
			try {
				files = folder.jars();
			} catch (PluginException e) {
				broken(folder.path(), e.explanation(), e);
			}
			for (Path file : files) {
				try {
					jars.add(PluginJar.inspect(file));
				} catch (PluginException e) {
					broken(file, e.explanation(), e);
				}
			}
		}
		return jars;
	}

	/** The newest of each symbolic name; of equal versions the first. */
	private Collection<PluginJar> newest(List<PluginJar> jars) {
		Map<String, PluginJar> newest = jars.stream().collect(Collectors.toMap(PluginJar::symbolicName, jar -> jar,
				(first, second) -> second.version().compareTo(first.version()) > 0 ? second : first,
				LinkedHashMap::new));
		for (PluginJar jar : jars) {
			PluginJar used = newest.get(jar.symbolicName());
			if (used != null && used != jar) {
				broken(jar.file(),
						PluginMessage.SUPERSEDED.with(jar.file(), jar.symbolicName(), jar.version(), used.version(),
								used.file()));
			}
		}
		return newest.values();
	}

	/** Without those that would replace a part of the product; a library in another version may stand beside ours. */
	private List<PluginJar> withoutShipped(Collection<PluginJar> jars) {
		var shipped = new HashMap<String, List<Version>>();
		for (Bundle bundle : context.getBundles()) {
			if (!isPlugin(bundle) && bundle.getSymbolicName() != null) {
				shipped.computeIfAbsent(bundle.getSymbolicName(), name -> new ArrayList<>()).add(bundle.getVersion());
			}
		}
		var kept = new ArrayList<PluginJar>();
		for (PluginJar jar : jars) {
			List<Version> versions = shipped.getOrDefault(jar.symbolicName(), List.of());
			if (versions.contains(jar.version())
					|| !versions.isEmpty() && jar.symbolicName().startsWith("org.armillary.")) {
				broken(jar.file(), PluginMessage.SHIPPED.with(jar.file(), jar.symbolicName(), versions.getFirst()));
			} else {
				kept.add(jar);
			}
		}
		return kept;
	}

	private void removeStale(Set<String> wanted) {
		var removed = new ArrayList<Bundle>();
		for (Bundle bundle : context.getBundles()) {
			if (isPlugin(bundle) && !wanted.contains(bundle.getLocation())) {
				try {
					bundle.uninstall();
					removed.add(bundle);
				} catch (BundleException e) {
					broken(Path.of(bundle.getSymbolicName()),
							PluginMessage.NOT_INSTALLED.with(bundle.getSymbolicName(), Reasons.of(e)), e);
				}
			}
		}
		if (removed.isEmpty()) {
			return;
		}
		var refreshed = new CountDownLatch(1);
		wiring.refreshBundles(removed, event -> refreshed.countDown());
		try {
			if (!refreshed.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
				LOG.log(Level.WARNING, "plug-ins that were removed may still be in use");
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void start(Bundle bundle, PluginJar jar) {
		if (bundle.getState() == Bundle.INSTALLED) {
			broken(jar.file(), unresolved(bundle, jar));
			return;
		}
		try {
			if (!jar.fragment()) {
				Message tooSlow = PluginMessage.HANGS.with(jar.file(), "its activator", TimeLimit.SECONDS);
				threads.start(jar.symbolicName(), () -> {
					start(bundle, jar.file());
					return bundle;
				}).get(tooSlow, reason -> PluginMessage.ACTIVATOR.with(jar.file(), reason));
			}
			usable.put(bundle.getBundleId(), jar.file());
		} catch (PluginException e) {
			broken(jar.file(), e.explanation(), e);
		}
	}

	private static void start(Bundle bundle, Path file) throws PluginException {
		try {
			bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
		} catch (BundleException e) {
			Throwable cause = e.getCause() == null ? e : e.getCause();
			throw new PluginException(cause instanceof HasMessage explained ? explained.explanation()
					: PluginMessage.ACTIVATOR.with(file, Reasons.of(cause)), e);
		}
	}

	/** Asks the framework to start the bundle only for what it then says. */
	private Message unresolved(Bundle bundle, PluginJar jar) {
		String report = "no report";
		try {
			bundle.start(Bundle.START_TRANSIENT);
		} catch (BundleException e) {
			report = e.getMessage();
		}
		return new ResolverReport(wiring).explain(bundle, jar.file().toString(), report);
	}

	private void broken(Path file, Message why) {
		problems.add(new Broken(file.getFileName().toString(), file.toString(), why));
	}

	private void broken(Path file, Message why, Throwable cause) {
		LOG.log(Level.DEBUG, why.summary(), cause);
		broken(file, why);
	}

	private static boolean isPlugin(Bundle bundle) {
		return PluginJar.isPlugin(bundle);
	}

	/** Order in which bundles are asked for actors: the product's own, then plug-ins by precedence. */
	static Comparator<Bundle> precedence(Plugins plugins) {
		List<Long> order = new ArrayList<>(plugins.files().keySet());
		return Comparator.<Bundle>comparingInt(bundle -> order.indexOf(bundle.getBundleId()))
				.thenComparingLong(Bundle::getBundleId);
	}
}
