package org.armillary.engine.job;

import java.util.ArrayList;
import java.util.List;

/** A worker process of the test actor. */
final class TestWorker {

	private TestWorker() {
	}

	public static void main(String[] arguments) {
		System.exit(WorkerService.serve(ActingActor.catalog(), System.in, System.out));
	}

	/** Starts this class with the class path of the tests. */
	static ProcessBuilder command(long heapBytes) {
		return java(TestWorker.class, "-Xmx" + (heapBytes >> 20) + "m", "-Xms16m");
	}

	/** Starts a class with the class path of the tests. */
	static ProcessBuilder java(Class<?> main, String... options) {
		var words = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
		words.addAll(List.of(options));
		words.add(main.getName());
		return new ProcessBuilder(words);
	}
}
