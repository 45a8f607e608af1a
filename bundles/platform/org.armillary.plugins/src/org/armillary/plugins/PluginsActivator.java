package org.armillary.plugins;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.plugins.InstalledTexts.Kind;
import org.armillary.plugins.rules.LimitCatalog;
import org.armillary.plugins.rules.RuleCatalog;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Installs the plug-ins, then offers the catalogues of actors, rules and limits; all of this is done when this bundle has
 * started.
 */
public final class PluginsActivator implements BundleActivator {

	private final PluginThreads threads = new PluginThreads();
	private @Nullable InstalledActors actors;

	@Override
	public void start(BundleContext context) {
		SynchronousBundleListener frameworkStops = event -> {
			if (event.getType() == BundleEvent.STOPPING
					&& event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
				threads.interruptAll();
			}
		};
		context.addBundleListener(frameworkStops);
		var plugins = new PluginInstaller(context, threads)
				.install(PluginFolders.find(context::getProperty, System::getenv));
		var started = new InstalledActors(context, plugins, threads);
		actors = started;
		context.registerService(ActorCatalog.class, started, null);
		RuleCatalog rules = new InstalledTexts(Kind.RULES, context, plugins)::entries;
		context.registerService(RuleCatalog.class, rules, null);
		LimitCatalog limits = new InstalledTexts(Kind.LIMITS, context, plugins)::entries;
		context.registerService(LimitCatalog.class, limits, null);
	}

	@Override
	public void stop(BundleContext context) {
		threads.interruptAll();
		InstalledActors started = actors;
		if (started != null) {
			started.close();
		}
	}
}
