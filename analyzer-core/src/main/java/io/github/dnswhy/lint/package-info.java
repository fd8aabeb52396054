/** Static rules on configuration alone: Corefile and resolv.conf. Needs no capture and judges no incident. */
package io.github.dnswhy.lint;
