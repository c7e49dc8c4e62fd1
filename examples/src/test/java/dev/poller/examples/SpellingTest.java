// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import morfologik.speller.Speller;
import morfologik.stemming.Dictionary;
import org.junit.jupiter.api.Test;

/**
 * The words of the pages are in LanguageTool's dictionary of American English, or in docs/words.txt. Code, links,
 * markup, and what only an identifier is written like (capitals or signs within it, digits) are not looked at.
 */
class SpellingTest {
    private static final Path WORDS = Pages.ROOT.resolve("docs/words.txt");
    private static final Pattern NO_PROSE = Pattern.compile("(?s)<!--.*?-->|<[^>]*>|\\]\\([^)]*\\)|\\w+://\\S+");
    private static final Pattern CHUNK = Pattern.compile("[^\\s\u2014\u2026,;:!?()\\[\\]\"|*+]+");
    private static final Pattern WORD = Pattern.compile("\\p{Lu}?[\\p{Ll}']+");
    private static final Pattern ARTIFACT = Pattern.compile("poller-[a-z-]+(?:'s)?");
    private static final int SHORTEST = 3;

    private final Speller dictionary;
    private final Set<String> own;

    SpellingTest() throws IOException {
        URL english = SpellingTest.class.getResource("/org/languagetool/resource/en/hunspell/en_US.dict");
        dictionary = new Speller(Dictionary.read(Objects.requireNonNull(english)));
        own = Set.copyOf(Files.readAllLines(WORDS));
    }

    @Test
    void everyWordIsInTheDictionaryOrInTheListOfTheProject() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (Path page : Pages.all()) {
            misspelled(Pages.withoutCode(page)).forEach(word -> wrong.add(word + " in " + Pages.ROOT.relativize(page)));
        }
        assertEquals(
                Set.of(), wrong, "correct it, mark an identifier as `code`, or add what is right to docs/words.txt");
    }

    @Test
    void whatIsMisspelledIsFound() {
        assertEquals(
                List.of("thier", "Pollling"),
                misspelled("A [descriptor](x/nosuchword.md) in thier queue. Pollling's epoll_wait, poller-xyz, ioUring")
                        .toList());
    }

    @Test
    void theListOfTheProjectIsSortedAndHasNoEnglishWord() throws IOException {
        List<String> words = Files.readAllLines(WORDS);
        assertEquals(List.copyOf(new TreeSet<>(words)), words, "sorted, each once");
        assertEquals(List.of(), words.stream().filter(this::isEnglish).toList());
    }

    private Stream<String> misspelled(String text) {
        return words(text).filter(word -> !isEnglish(word) && !own.contains(word) && !own.contains(lower(word)));
    }

    private boolean isEnglish(String word) {
        return dictionary.isInDictionary(word) || dictionary.isInDictionary(lower(word));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** The parts of words with hyphens each for itself. */
    private static Stream<String> words(String text) {
        return CHUNK.matcher(NO_PROSE.matcher(text).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .map(chunk -> chunk.replaceAll("^['.]+|['.]+$", ""))
                .filter(chunk ->
                        chunk.matches("[\\p{L}'-]+") && !ARTIFACT.matcher(chunk).matches())
                .flatMap(chunk -> Stream.of(chunk.split("-")))
                .map(part -> part.replaceAll("'s?$", ""))
                .filter(part -> part.length() >= SHORTEST && WORD.matcher(part).matches());
    }
}
