package org.armillary.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.armillary.actor.simulation.Simulator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The installed simulators. */
final class Simulators {

	private Simulators() {
	}

	/** Those that are registered as services, by name; none outside OSGi. */
	static List<Simulator> installed() {
		Bundle bundle = FrameworkUtil.getBundle(Simulators.class);
		return bundle == null || bundle.getBundleContext() == null ? List.of() : registered(bundle.getBundleContext());
	}

	/** The one of this name. */
	static Simulator named(String wanted, List<Simulator> simulators) throws CliException {
		List<String> names = simulators.stream().map(simulator -> simulator.descriptor().id()).toList();
		int place = names.indexOf(wanted);
		if (place < 0) {
			throw new CliException(CliMessage.UNKNOWN_SIMULATOR.with(wanted,
					names.isEmpty() ? "none" : String.join(", ", names)));
		}
		return simulators.get(place);
	}

	private static List<Simulator> registered(BundleContext context) {
		var simulators = new ArrayList<Simulator>();
		try {
			for (ServiceReference<Simulator> reference : context.getServiceReferences(Simulator.class, null)) {
				Simulator simulator = context.getService(reference);
				if (simulator != null) {
					simulators.add(simulator);
				}
			}
		} catch (InvalidSyntaxException e) {
			throw new IllegalStateException("no filter cannot be a wrong one", e);
		}
		simulators.sort(Comparator.comparing(simulator -> simulator.descriptor().id()));
		return List.copyOf(simulators);
	}
}
