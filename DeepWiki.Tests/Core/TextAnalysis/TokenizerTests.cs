using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Tests.Core.TextAnalysis;

[Trait("Category", "Unit")]
public sealed class TokenizerTests
{
    [Theory]
    [InlineData("public sealed class HTTPClientFactory", "public seal class httpclientfactory http client factory")]
    [InlineData("def parse_config(path): return json", "def parse_config pars config path return json")]
    [InlineData("utf8 sha256 0x1F 1_000 __init__", "utf8 utf sha256 sha 256 x1f 000 init")]
    [InlineData("userIDs IOException getURL", "userids user ds ioexception io except geturl get url")]
    [InlineData("getHTTPResponseCode_v2", "gethttpresponsecode_v2 get http respons code")]
    [InlineData("What does the chunker do, and how?", "chunk")]
    [InlineData("new get set null async", "new get set null async")]
    [InlineData("___ a _ I", "")]
    [InlineData("", "")]
    public void Identifiers_give_themselves_and_their_parts(string text, string expected) => AssertTerms(expected, text);

    [Theory]
    [InlineData("doIt", "doit")] // Both parts are stop words; the whole never is.
    [InlineData("is_it", "is_it")]
    public void The_whole_identifier_is_never_a_stop_word(string text, string expected) => AssertTerms(expected, text);

    [Fact]
    public void Words_that_say_nothing_of_a_file_are_left_out() => AssertTerms(
        "",
        "a about after also am an and any are as at be been before being between both but by can could d did do does don during each few for from had has "
        + "have he her him his how i if in into is it its just ll may me might more most must my no not now of on only or other our own s same she should "
        + "so some such t than that the their them then there these they this those to too us very was we were what when where which while who why will "
        + "with would you your The WHICH Between");

    [Fact]
    public void Capitals_before_digits_and_words_are_parts_of_their_own() =>
        AssertTerms("sha256hashutf8json sha 256 hash utf json xmlhttprequest xmlhttp request", "SHA256HashUTF8JSON XMLHTTPRequest");

    [Fact]
    public void A_long_identifier_gives_its_parts_alone()
    {
        AssertTerms("abcdefghij abcdefghij abcdefghij abcdefghij", "abcdefghij_abcdefghij_abcdefghij_abcdefghij");
    }

    [Fact]
    public void Hashes_and_base64_are_left_out()
    {
        AssertTerms("left right", "left " + new string('x', 129) + " " + new string('7', 129) + " right");
        AssertTerms("", new string('y', 65));
    }

    [Theory]
    [InlineData("décoder Straße naïveParser", "decod straße naiveparser naiv pars")]
    [InlineData("re\u0301sume\u0301s", "resum")]
    [InlineData("ＨＴＴＰＣｌｉｅｎｔ２", "httpclient2 http client")]
    [InlineData("ﬁles", "file")]
    [InlineData("ПарсерФайла класс", "парсерфайла парсер файла класс")]
    [InlineData("İstanbul", "istanbul")]
    public void Letters_outside_ascii_belong_to_words(string text, string expected) => AssertTerms(expected, text);

    [Theory]
    [InlineData("解析器", "解析 析器")]
    [InlineData("字", "字")]
    [InlineData("チャンクを分割する", "チャ ャン ンク クを を分 分割 割す する")]
    [InlineData("ﾁｬﾝｸ", "チャ ャン ンク")]
    [InlineData("ﾃﾞｰﾀ", "デー ータ")]
    [InlineData("テ\u3099ータ", "デー ータ")]
    [InlineData("검색 엔진", "검색 엔진")]
    [InlineData("ค้นหา", "ค้ ้น นห หา")]
    [InlineData("HTTP解析Foo", "http 解析 foo")]
    [InlineData("𠀀𠀁𠀂", "𠀀𠀁 𠀁𠀂")]
    public void Scripts_without_spaces_give_overlapping_pairs(string text, string expected) => AssertTerms(expected, text);

    [Theory]
    [InlineData("alpha\uD800beta")]
    [InlineData("alpha\uDC00beta")]
    [InlineData("alpha\0beta")]
    [InlineData("alpha😀beta")]
    [InlineData("alpha\u200Bbeta")]
    [InlineData("alpha—beta\uD83D")]
    public void Odd_characters_part_words(string text) => AssertTerms("alpha beta", text);

    [Theory]
    [InlineData('a', 0)]
    [InlineData('_', 0)]
    [InlineData('7', 0)]
    [InlineData('é', 0)]
    [InlineData('\u0301', 0)]
    [InlineData('\uD800', 0)]
    [InlineData('\0', 0)]
    [InlineData('中', (1 << 20) - 1)]
    public void A_megabyte_of_one_character_is_survived(char character, int expected)
    {
        Assert.Equal(expected, Tokenizer.Terms(new string(character, 1 << 20)).Count);
    }

    [Theory]
    [InlineData("fooBar_baz 中文字 été ")]
    [InlineData("a—")]
    [InlineData("é©\u0301\u0301 ")]
    public void Output_grows_with_the_text_and_no_faster(string piece)
    {
        var once = Tokenizer.Terms(string.Concat(Enumerable.Repeat(piece, 100))).Count;
        var often = Tokenizer.Terms(string.Concat(Enumerable.Repeat(piece, 10_000))).Count;

        Assert.Equal(once * 100, often);
    }

    [Fact]
    public void Terms_seen_before_are_not_allocated_again()
    {
        var text = string.Concat(Enumerable.Repeat("HTTPClient parses chunk_size and 中文 in Straßen; ", 50));
        var terms = new List<string>(5_000);
        Tokenizer.Tokenize(text, terms);
        terms.Clear();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Tokenizer.Tokenize(text, terms);

        // Other threads may overwrite a slot of the pool meanwhile; every word anew would be some 15 kB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000);
    }

    [Fact]
    public void A_query_has_each_term_once_in_order_of_first_sight()
    {
        Assert.Equal(["chunk", "size", "file"], Tokenizer.DistinctTerms("chunk size of chunks in files, size?"));
        Assert.Equal(["chunk", "size"], Tokenizer.DistinctTerms("chunk size of chunks in files, size?", most: 2));
    }

    [Fact]
    public void A_query_has_at_most_64_terms()
    {
        var query = string.Join(' ', Enumerable.Range(100, 100));

        Assert.Equal(64, Tokenizer.DistinctTerms(query).Count);
    }

    private static void AssertTerms(string expected, string text) => Assert.Equal(expected, string.Join(' ', Tokenizer.Terms(text)));
}
