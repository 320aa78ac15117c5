package dev.rollwave.document;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One document of a file.
 *
 * @param position where its content begins
 * @param content what it holds
 */
public record PlacedDocument(Position position, JsonNode content) {}
