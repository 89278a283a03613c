using DeepWiki.Core.TextAnalysis;
using DeepWiki.Tests.Support.Generators;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DeepWiki.Tests.Core.TextAnalysis;

[Trait("Category", "Unit")]
public sealed class TokenizerProperties
{
    private static readonly Arbitrary<string> Sources = Texts.From(
        "HTTPClient", "parse_config", "größe", "I\u0307", "日本語", "解", "가나", "ไทย", "é", "e\u0301", "42", "_",
        "x2y", " ", ".", "\n", "\ud83d\ude00", "\ud83d", "ß", "ǅ");

    [Property(MaxTest = 1000)]
    public Property Terms_are_words_within_the_limit() => Prop.ForAll(Sources, text =>
        Tokenizer.Terms(text).All(term => term.Length is > 0 and <= Tokenizer.MaxTermLength && !term.Any(char.IsWhiteSpace)));

    [Property(MaxTest = 1000)]
    public Property Two_texts_with_a_space_between_give_the_terms_of_both() => Prop.ForAll(Sources, Sources, (first, second) =>
        Tokenizer.Terms($"{first} {second}").SequenceEqual(Tokenizer.Terms(first).Concat(Tokenizer.Terms(second)), StringComparer.Ordinal));
}
