/** A plug-in with one actor, to copy from. */
package org.example.hello;
