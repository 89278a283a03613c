using System.Text;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.Core.Errors;

namespace DeepWiki.Tests.ChatApi.Chat;

[Trait("Category", "Unit")]
public sealed class ChatRequestParserTests
{
    [Fact]
    public void Reads_a_request_with_its_defaults()
    {
        var request = Parse("""{"repo_url":"https://github.com/a/b","messages":[{"role":"user","content":"Why?"}],"custom_model":true}""");

        Assert.Equal("https://github.com/a/b", request.RepositoryUrl);
        Assert.Equal("github", request.Type);
        Assert.Equal("Why?", request.Question);
        Assert.Equal("", request.Language);
        Assert.Null(request.Token);
        Assert.Null(request.Provider);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1 /* c */}")]
    public void What_is_not_json_is_invalid_json(string text)
    {
        Assert.Equal(ErrorCode.InvalidJson, Refusal(text).Code);
    }

    [Fact]
    public void Nesting_beyond_64_levels_is_invalid_json()
    {
        Assert.Equal(ErrorCode.InvalidJson, Refusal(new string('[', 65) + new string(']', 65)).Code);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("[]")]
    public void A_value_that_is_no_object_is_an_invalid_request(string text)
    {
        Assert.Equal(ErrorCode.InvalidRequest, Refusal(text).Code);
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]}""", "/repo_url")]
    [InlineData("""{"repo_url":1,"messages":[{"role":"user","content":"x"}]}""", "/repo_url")]
    [InlineData("""{"repo_url":null,"messages":[{"role":"user","content":"x"}]}""", "/repo_url")]
    [InlineData("""{"repo_url":"u"}""", "/messages")]
    [InlineData("""{"repo_url":"u","messages":{}}""", "/messages")]
    [InlineData("""{"repo_url":"u","messages":["x"]}""", "/messages/0")]
    [InlineData("""{"repo_url":"u","messages":[{"role":"god","content":"x"}]}""", "/messages/0/role")]
    [InlineData("""{"repo_url":"u","messages":[{"role":"user","content":null}]}""", "/messages/0/content")]
    [InlineData("""{"repo_url":"u","messages":[{"role":"user","content":"\ud800"}]}""", "/messages/0/content")]
    [InlineData("""{"repo_url":"u","provider":null,"messages":[{"role":"user","content":"x"}]}""", "/provider")]
    [InlineData("""{"repo_url":"u","type":"svn","messages":[{"role":"user","content":"x"}]}""", "/type")]
    [InlineData("""{"repo_url":"u","token":"a b","messages":[{"role":"user","content":"x"}]}""", "/token")]
    [InlineData("""{"repo_url":"u","language":"english","messages":[{"role":"user","content":"x"}]}""", "/language")]
    public void A_fault_is_named_by_its_field(string text, string pointer)
    {
        var refusal = Refusal(text);

        Assert.Equal(ErrorCode.InvalidRequest, refusal.Code);
        Assert.Equal([pointer], refusal.Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void All_faults_of_shape_are_named_at_once_and_no_value_is_repeated()
    {
        var refusal = Refusal("""{"repo_url":5,"token":"se cret","messages":[{"role":"hacker"}]}""");

        Assert.Equal(["/repo_url", "/messages/0/content", "/messages/0/role"], refusal.Faults.Select(fault => fault.Pointer));
        Assert.DoesNotContain("se cret", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hacker", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_messages_and_a_last_message_of_the_assistant_have_errors_of_their_own()
    {
        Assert.Equal(ErrorCode.NoMessages, Refusal("""{"repo_url":"u","messages":[]}""").Code);
        Assert.Equal(ErrorCode.LastMessageNotUser, Refusal("""{"repo_url":"u","messages":[{"role":"assistant","content":"x"}]}""").Code);
    }

    [Fact]
    public void Values_are_judged_after_the_conversation_and_all_at_once()
    {
        const string Values = "\"token\":\"se cret\",\"type\":\"svn\",\"language\":\"klingon\",\"model\":\"a\\nb\"";

        var refusal = Refusal($$"""{"repo_url":"u",{{Values}},"messages":[{"role":"user","content":"x"}]}""");

        Assert.Equal(ErrorCode.NoMessages, Refusal($$"""{"repo_url":"u",{{Values}},"messages":[]}""").Code);
        Assert.Equal(ErrorCode.LastMessageNotUser, Refusal($$"""{"repo_url":"u",{{Values}},"messages":[{"role":"assistant","content":"x"}]}""").Code);
        Assert.Equal(["/type", "/token", "/model", "/language"], refusal.Faults.Select(fault => fault.Pointer));
        Assert.DoesNotContain("se cret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n\"é\":1,\n}", "/9")]
    [InlineData("", "/0")]
    public void Where_a_text_stops_being_json_is_said_in_characters(string text, string pointer)
    {
        Assert.Equal([pointer], Refusal(text).Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void Half_a_character_in_the_name_of_another_member_harms_nothing()
    {
        Assert.Equal("x", Parse("""{"\ud800":1,"repo_url":"u","messages":[{"\udc00":2,"role":"user","content":"x"}]}""").Question);
    }

    [Fact]
    public void Lists_are_split_at_line_feeds_decoded_and_brought_into_one_form()
    {
        var request = Parse("""{"repo_url":"u","messages":[{"role":"user","content":"x"}],"excluded_dirs":" d,e \n./a/\n\nb%20c\na"}""");

        Assert.Equal(["a", "b c", "d,e"], request.Filters.ExcludedDirs);
    }

    [Theory]
    [InlineData(100_000, "./")]
    [InlineData(2_000, "a")]
    [InlineData(3_000, "%41")]
    public void An_entry_that_is_too_long_is_refused_however_it_is_spelled(int times, string part)
    {
        var refusal = Refusal($$"""{"repo_url":"u","messages":[{"role":"user","content":"x"}],"excluded_dir"""
            + $$"""s":"{{string.Concat(Enumerable.Repeat(part, times))}}"}""");

        Assert.Equal(["/excluded_dirs"], refusal.Faults.Select(fault => fault.Pointer));
    }

    [Theory]
    [InlineData("a\\u0000b")]
    [InlineData("a\\nb")]
    [InlineData("")]
    public void A_path_that_no_file_can_have_is_ignored(string path)
    {
        Assert.Null(Parse($$"""{"repo_url":"u","filePath":"{{path}}","messages":[{"role":"user","content":"x"}]}""").FilePath);
    }

    [Fact]
    public void A_path_of_more_than_4096_characters_is_ignored()
    {
        Assert.Null(Parse($$"""{"repo_url":"u","filePath":"{{new string('a', 4097)}}","messages":[{"role":"user","content":"x"}]}""").FilePath);
    }

    [Fact]
    public void An_entry_with_control_characters_is_left_out_also_when_it_is_encoded()
    {
        var request = Parse("""{"repo_url":"u","messages":[{"role":"user","content":"x"}],"included_files":"a\u0000\nb%00c\nd\te\nf"}""");

        Assert.Equal(["f"], request.Filters.IncludedFiles);
    }

    [Fact]
    public void Lists_over_their_limits_are_refused_by_name()
    {
        var many = string.Join("\\n", Enumerable.Range(0, 1001));

        var refusal = Refusal($$"""{"repo_url":"u","messages":[{"role":"user","content":"x"}],"included_dirs":"{{many}}","exclude"""
            + $$"""d_files":"{{new string('a', 513)}}"}""");

        Assert.Equal(["/excluded_files", "/included_dirs"], refusal.Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void Of_duplicate_members_the_last_counts()
    {
        Assert.Equal("two", Parse("""{"repo_url":"one","repo_url":"two","messages":[{"role":"user","content":"x"}]}""").RepositoryUrl);
    }

    private static ChatRequest Parse(string text) => ChatRequestParser.Parse(Encoding.UTF8.GetBytes(text));

    private static DeepWikiException Refusal(string text) => Assert.Throws<DeepWikiException>(() => Parse(text));
}
