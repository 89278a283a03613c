using System.Text;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Processes;
using DeepWiki.Core.Secrets;

namespace DeepWiki.Tests.Core.Git;

[Trait("Category", "Security")]
public sealed class GitErrorTextTests
{
    private static readonly Secret Token = new("ghp_s3cret/with+odd=chars&more");

    [Theory]
    [InlineData("fatal: unable to access 'https://h/a/b/': The requested URL returned error: 401", ErrorCode.RepositoryAccessDenied)]
    [InlineData("fatal: unable to access 'https://h/a/b/': The requested URL returned error: 403", ErrorCode.RepositoryAccessDenied)]
    [InlineData("fatal: Authentication failed for 'https://h/a/b/'", ErrorCode.RepositoryAccessDenied)]
    [InlineData("fatal: could not read Username for 'https://h': terminal prompts disabled", ErrorCode.RepositoryAccessDenied)]
    [InlineData("remote: Repository not found.\nfatal: repository 'https://h/a/b/' not found", ErrorCode.RepositoryNotFound)]
    [InlineData("fatal: couldn't find remote ref refs/heads/x", ErrorCode.RepositoryNotFound)]
    [InlineData("fatal: unable to access 'https://h/a/b/': The requested URL returned error: 301", ErrorCode.RepositoryNotFound)]
    [InlineData("fatal: unable to access 'https://h/a/b/': The requested URL returned error: 503", ErrorCode.IndexFailed)]
    [InlineData("fatal: unable to access 'https://h/a/b/': Could not resolve host: h", ErrorCode.IndexFailed)]
    [InlineData("fatal: pack exceeds maximum allowed size", ErrorCode.RepositoryTooLarge)]
    [InlineData("", ErrorCode.IndexFailed)]
    public void Known_words_of_git_give_the_code(string error, ErrorCode expected) => Assert.Equal(expected, ToException(error).Code);

    [Fact]
    public void The_last_line_of_git_is_told_without_addresses_and_paths()
    {
        var message = ToException("remote: hello\nfatal: repository 'https://host/a/b/' not found in /srv/git").Message;

        Assert.Equal("fatal: repository … not found in …", message);
    }

    [Fact]
    public void Escapes_and_control_characters_of_a_host_are_removed()
    {
        var message = GitErrorText.Clean("remote: \u001b[31mred\u001b[0m \u001b]0;title\u0007 \u202eevil\0 <b>", null);

        Assert.DoesNotContain(message, character => char.IsControl(character) || character == '\u202e');
        Assert.Contains("red", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_hidden_in_every_form()
    {
        var value = Token.Reveal();
        var forms = new List<string> { value, Uri.EscapeDataString(value) };
        forms.AddRange(Enumerable.Range(0, 3).Select(shift => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('u', shift) + value))));

        Assert.All(forms, form =>
        {
            var message = GitErrorText.Clean($"remote: you sent {form}", Token);

            Assert.Contains("***TOKEN***", message, StringComparison.Ordinal);
            Assert.DoesNotContain(form[6..^6], message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_long_line_is_cut() => Assert.Equal(300, GitErrorText.Clean("fatal: " + new string('a', 10_000), null).Length);

    private static DeepWikiException ToException(string error) =>
        GitErrorText.ToException(new ChildResult(128, ReadOnlyMemory<byte>.Empty, error, false, false), null);
}
