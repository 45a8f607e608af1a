package org.armillary.provenance.difference;

import java.util.Optional;

import org.armillary.actor.message.Message;

/**
 * A product that differs between two runs.
 *
 * @param node
 *            id of the node that makes it
 * @param subject
 *            what its job works on; empty for none
 * @param port
 *            output port
 * @param category
 *            its category; empty for none
 * @param index
 *            which product of that port and category, from 0
 * @param name
 *            name of the file that the second run gave its user; empty where that is not known
 * @param difference
 *            in what the files differ; empty where they were not compared
 * @param problem
 *            why they were not compared; empty where they were, or nobody asked
 */
public record ProductDifference(String node, String subject, String port, String category, int index, String name,
		Optional<FileDifference> difference, Optional<Message> problem) {
}
