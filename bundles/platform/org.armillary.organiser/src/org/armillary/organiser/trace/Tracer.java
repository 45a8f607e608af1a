package org.armillary.organiser.trace;

import java.util.Optional;

import org.armillary.organiser.Association;
import org.armillary.organiser.CandidateTests;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.header.HeaderFile;

/**
 * Says why: every place that a file could go to, and every candidate for a need of a dataset, with the conditions that decided.
 * It asks the same tests that organised the files, so that what it tells is what happened.
 *
 * <p><b>Threads.</b> For one thread at a time.
 */
public final class Tracer {

	private final Organisation organisation;
	private final CandidateTests tests;

	/** Traces what was organised. */
	public Tracer(Organisation organisation) {
		this.organisation = organisation;
		this.tests = new CandidateTests(organisation);
	}

	/**
	 * Why a file went where it is.
	 *
	 * @param file
	 *            one of the files that were organised, also one that takes part in nothing
	 */
	public FileTrace file(HeaderFile file) {
		return new FileTracing(organisation, tests, file).trace();
	}

	/**
	 * Why a dataset got what it got.
	 *
	 * @param dataset
	 *            the dataset in need
	 * @param need
	 *            name of the need
	 * @return the trace; empty where datasets of this kind have no such need
	 */
	public Optional<NeedTrace> need(Dataset dataset, String need) {
		return dataset.associations().stream().filter(association -> association.need().name().equals(need)).findFirst()
				.map(association -> need(dataset, association));
	}

	private NeedTrace need(Dataset dataset, Association association) {
		return new NeedTracing(organisation, tests, dataset, association).trace();
	}
}
