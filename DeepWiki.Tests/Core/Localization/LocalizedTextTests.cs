using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using DeepWiki.Core.Answering.Extractive;
using DeepWiki.Core.Localization;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Tests.Core.Localization;

[Trait("Category", "Unit")]
public sealed partial class LocalizedTextTests
{
    private static readonly ResourceManager Sentences = new("DeepWiki.Core.Localization.Sentences", typeof(LocalizedText).Assembly);

    [Theory]
    [InlineData("")]
    [InlineData("ja")]
    [InlineData("zh")]
    [InlineData("zh-TW")]
    [InlineData("es")]
    [InlineData("ko")]
    [InlineData("vi")]
    [InlineData("pt-BR")]
    [InlineData("fr")]
    [InlineData("ru")]
    public void Every_language_has_every_key_and_its_places(string culture)
    {
        var english = new LocalizedText("en");

        var texts = Texts(culture);

        Assert.Equal(Keys.Select(Name).Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
        Assert.All(Keys, key => Assert.Equal(Places(english[key]), Places(texts[Name(key)])));
        Assert.All(texts.Values, text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Theory]
    [InlineData("kr", "개요")]
    [InlineData("ko", "개요")]
    [InlineData("zh", "概述")]
    [InlineData("PT-BR", "Visão geral")]
    [InlineData("zh-tw", "概述")]
    [InlineData("ru", "Обзор")]
    [InlineData("en", "Overview")]
    [InlineData("zh-cn", "Overview")]
    [InlineData("fr-fr", "Overview")]
    [InlineData("no language", "Overview")]
    [InlineData(null, "Overview")]
    public void A_language_is_found_by_the_code_of_a_client(string? code, string expected)
    {
        var text = new LocalizedText(code);

        Assert.Equal(expected, text[WikiWord.Overview]);
    }

    [Fact]
    public void A_sentence_takes_what_belongs_in_its_places()
    {
        var text = new LocalizedText("fr");

        Assert.Equal("`Chunker` est déclaré dans [a.cs:1-2]()", text.Format(AnswerPhrase.Declared, "`Chunker`", "[a.cs:1-2]()"));
    }

    private static IEnumerable<Enum> Keys =>
        new[] { typeof(AnswerPhrase), typeof(ResearchPhrase), typeof(ResearchAspect), typeof(WikiWord) }.SelectMany(type => Enum.GetValues(type).Cast<Enum>());

    private static string Name(Enum key) => $"{key.GetType().Name}.{key}";

    // What English would stand in for is not there.
    private static Dictionary<string, string> Texts(string culture) =>
        Sentences.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static IEnumerable<string> Places(string text) =>
        Place.Matches(text).Select(place => place.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    [GeneratedRegex("\\{[^}]*\\}")]
    private static partial Regex Place { get; }
}
