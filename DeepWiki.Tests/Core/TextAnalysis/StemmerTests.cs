using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Tests.Core.TextAnalysis;

[Trait("Category", "Unit")]
public sealed class StemmerTests
{
    [Theory]
    [InlineData("classes", "class")]
    [InlineData("boxes", "box")]
    [InlineData("caches", "cach")]
    [InlineData("crashes", "crash")]
    [InlineData("quizzes", "quizz")]
    [InlineData("queries", "query")]
    [InlineData("ties", "tie")]
    [InlineData("bus", "bus")]
    [InlineData("analysis", "analysis")]
    [InlineData("class", "class")]
    [InlineData("get", "get")]
    public void Plurals_become_singular(string word, string expected) => Assert.Equal(expected, Stem(word));

    [Theory]
    [InlineData("running", "run")]
    [InlineData("calling", "call")]
    [InlineData("coding", "coding")]
    [InlineData("chunked", "chunk")]
    [InlineData("handler", "handl")]
    [InlineData("tokenizer", "tokeniz")]
    [InlineData("creation", "creat")]
    [InlineData("nation", "nation")]
    [InlineData("configuration", "configur")]
    [InlineData("readable", "read")]
    [InlineData("statements", "stat")]
    [InlineData("quickly", "quick")]
    [InlineData("iterator", "iterat")]
    [InlineData("compatible", "compat")]
    [InlineData("passing", "pass")]
    [InlineData("buzzing", "buzz")]
    [InlineData("rhythms", "rhythm")]
    [InlineData("spryly", "spryly")] // What is left would have no vowel.
    public void One_ending_is_cut_when_enough_is_left(string word, string expected) => Assert.Equal(expected, Stem(word));

    [Theory]
    [InlineData("code", "code")]
    [InlineData("cache", "cach")]
    public void A_final_e_goes_from_longer_words(string word, string expected) => Assert.Equal(expected, Stem(word));

    private static string Stem(string word)
    {
        var letters = word.ToCharArray();
        return new string(letters, 0, Stemmer.Stem(letters));
    }
}
