package org.armillary.engine.store;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The call {@code syncfs} of the C library on Linux: it takes milliseconds where forcing thousands of files takes
 * seconds. Not for several threads.
 */
final class SyncfsCall implements FileSystemSync {

	private static final int READ_ONLY = 0;
	private static final StructLayout STATE = Linker.Option.captureStateLayout();
	private static final VarHandle ERROR = STATE.varHandle(PathElement.groupElement("errno"));

	private final Map<Path, Integer> open = new HashMap<>();
	private Optional<Calls> calls = Optional.empty();

	/** The functions of the C library, bound once, because that takes some 50 ms. */
	private record Calls(MethodHandle open, MethodHandle syncfs, MethodHandle close) {

		static Calls bind() {
			Linker linker = Linker.nativeLinker();
			var state = Linker.Option.captureCallState("errno");
			FunctionDescriptor ofNumber = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
			AddressLayout address = ValueLayout.ADDRESS;
			return new Calls(
					linker.downcallHandle(function(linker, "open"),
							FunctionDescriptor.of(ValueLayout.JAVA_INT, address, ValueLayout.JAVA_INT), state,
							Linker.Option.firstVariadicArg(2)),
					linker.downcallHandle(function(linker, "syncfs"), ofNumber, state),
					linker.downcallHandle(function(linker, "close"), ofNumber, state));
		}

		private static MemorySegment function(Linker linker, String name) {
			return linker.defaultLookup().find(name)
					.orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name));
		}
	}

	@Override
	public void sync(Path folder) throws IOException {
		if (calls.isEmpty()) {
			try {
				calls = Optional.of(Calls.bind());
			} catch (IllegalCallerException e) {
				throw new UnsupportedOperationException("the C library may not be called", e);
			}
		}
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment state = arena.allocate(STATE);
			Integer descriptor = open.get(folder);
			if (descriptor == null) {
				MemorySegment name = arena.allocateFrom(folder.toString(), Charset.defaultCharset());
				descriptor = check("open", folder, state, (int) calls.orElseThrow().open().invokeExact(state, name,
						READ_ONLY));
				open.put(folder, descriptor);
			}
			check("syncfs", folder, state, (int) calls.orElseThrow().syncfs().invokeExact(state, (int) descriptor));
		} catch (IOException | RuntimeException | Error e) {
			throw e;
		} catch (Throwable e) {
			throw new IllegalStateException("functions of the C library throw nothing", e);
		}
	}

	private static int check(String function, Path folder, MemorySegment state, int result) throws IOException {
		if (result < 0) {
			throw new IOException(folder + ": " + function + " failed with error number " + (int) ERROR.get(state, 0L));
		}
		return result;
	}

	@Override
	public FileSystemSync fallback() {
		return PROGRAM;
	}

	@Override
	public void close() {
		for (int descriptor : open.values()) {
			try (Arena arena = Arena.ofConfined()) {
				MemorySegment state = arena.allocate(STATE);
				int result = (int) calls.orElseThrow().close().invokeExact(state, descriptor);
				if (result < 0) {
					System.getLogger(SyncfsCall.class.getName()).log(System.Logger.Level.DEBUG,
							"a folder could not be closed");
				}
			} catch (RuntimeException | Error e) {
				throw e;
			} catch (Throwable e) {
				throw new IllegalStateException("functions of the C library throw nothing", e);
			}
		}
		open.clear();
	}
}
