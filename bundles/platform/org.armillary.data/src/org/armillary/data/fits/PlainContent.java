package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file as they are. The file is opened for each reading and read by position, not mapped: a file that
 * shrinks meanwhile gives a message, where a mapping would end the process.
 *
 * @param path
 *            the file
 * @param size
 *            its length in bytes when its headers were read
 */
record PlainContent(Path path, long size) implements FileContent {

	@Override
	public Access open() throws IOException {
		return new ChannelAccess(FileChannel.open(path, StandardOpenOption.READ));
	}

	private record ChannelAccess(FileChannel channel) implements Access {

		@Override
		public int read(ByteBuffer target, long offset) throws IOException {
			return channel.read(target, offset);
		}

		@Override
		public long size() throws IOException {
			return channel.size();
		}

		@Override
		public void close() throws IOException {
			channel.close();
		}
	}
}
