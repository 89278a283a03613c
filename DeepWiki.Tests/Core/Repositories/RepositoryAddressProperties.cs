using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Tests.Support.Generators;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DeepWiki.Tests.Core.Repositories;

[Trait("Category", "Unit")]
public sealed class RepositoryAddressProperties
{
    private const string Token = "s3cr3t";

    private static readonly Arbitrary<string> Urls = Texts.From(
        "https://", "http://", "HTTPS://", "github.com", "git.host", ":8443", ":443", "/", "/owner", "/name", ".git", "%2F", "@", "?", "#", "[::1]",
        "127.0.0.1");

    private static readonly Arbitrary<string> Paths = Texts.From(
        "/", "/", "a", "B", ".git", "..", ".", "%2F", "%61", "%3F", "%25", "%20", "%C3%A4", "ä", "@", "?", "-", "~");

    private static readonly Arbitrary<string> Folders = Texts.From("/", "/", "a", "..", ".", " ", "ä", "\\", "\u202e", "\0");

    [Property(MaxTest = 500)]
    public Property An_address_is_its_own_canonical_form() => Prop.ForAll(Urls, text => IsRefusedOrStable(text, RepositoryKind.Git));

    [Property(MaxTest = 500)]
    public Property A_path_is_its_own_canonical_form() => Prop.ForAll(Paths, path => IsRefusedOrStable($"https://git.host/owner/{path}", RepositoryKind.Git));

    [Property(MaxTest = 500)]
    public Property A_folder_is_its_own_canonical_form() => Prop.ForAll(Folders, text => IsRefusedOrStable(text, RepositoryKind.Local));

    [Property(MaxTest = 500)]
    public Property A_secret_in_an_address_is_in_no_message() => Prop.ForAll(Urls, text =>
        RepositoryAddress.TryParse($"https://user:{Token}@{text}", RepositoryKind.Git, out var address, out var error)
            ? !address!.ToString().Contains(Token, StringComparison.Ordinal) // It was parsed.
            : !error!.ToString().Contains(Token, StringComparison.Ordinal)); // It was not.

    private static bool IsRefusedOrStable(string text, RepositoryKind kind)
    {
        if (!RepositoryAddress.TryParse(text, kind, out var address, out var error))
        {
            return error?.Code == ErrorCode.RepositoryInvalid;
        }

        var canonical = address!.ToString(); // It was parsed.
        var again = RepositoryAddress.Parse(canonical, kind);
        return again.Equals(address) && again.ToString() == canonical && again.Segments.SequenceEqual(address.Segments, StringComparer.Ordinal);
    }
}
