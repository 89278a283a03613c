using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.Json;
using DeepWiki.ChatApi.Languages;
using DeepWiki.Core.Data.Wikis;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>Reads what a client saves: the wiki it is given back later, without the token and without whatever else is secret or unknown.</summary>
internal static class SaveRequest
{
    // Shorter ones would hide ordinary words.
    private const int MinTokenLength = 8;

    // What is kept beside the parts of a request.
    private const int Frame = 1024;

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/> with everything that is wrong.</exception>
    public static SavedWiki Parse(JsonBody body, InterfaceLanguages languages)
    {
        body.ThrowIfFaulty(WikiShapes.Save);
        var repository = body.Root.Member("repo");
        ThrowIfUnnamed(repository);

        var (type, localPath, url) = (TextOf(repository, "type") ?? "", TextOf(repository, "localPath"), TextOf(repository, "repoUrl"));
        var language = languages.Find(TextOf(body.Root, "language") ?? "") ?? languages.Default;
        var key = new WikiKey(type, TextOf(repository, "owner") ?? "", TextOf(repository, "repo") ?? "", language);
        return new SavedWiki(key, PlaceOf(key, localPath, url), Write(body, url is null ? null : SavedUrl.Redact(url)));
    }

    private static void ThrowIfUnnamed(JsonElement repository)
    {
        var faults = new[] { "owner", "repo", "type" }
            .Where(name => !GivenName.IsValid(Verbatim(repository.Member(name))))
            .Select(name => GivenName.Fault($"/repo/{name}"))
            .ToList();
        if (faults.Count > 0)
        {
            throw InvalidRequest.Create(faults);
        }
    }

    // A name is refused for what would be cleaned out of a text. Half a surrogate pair cannot even be read.
    private static string Verbatim(JsonElement name)
    {
        try
        {
            return name.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static string? TextOf(JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.String } value ? JsonText.Read(value) : null;

    // Another repository's address would show the wiki to whoever may see that one.
    private static WikiPlace PlaceOf(WikiKey key, string? localPath, string? url)
    {
        var (text, kind) = key.Type == "local" ? (localPath ?? url, RepositoryKind.Local) : (url is null ? null : SavedUrl.Redact(url), RepositoryKind.Git);
        return text is not null && RepositoryAddress.TryParse(text, kind, out var address, out _) && address is { IsPlaceholder: false }
            && (address.IsLocal || IsOf(address, key))
            ? new WikiPlace(address.IsLocal ? "" : address.Authority, address.HostPath)
            : WikiPlace.Unknown;
    }

    // Names have no slash: of nested groups a client knows the last.
    private static bool IsOf(RepositoryAddress address, WikiKey key)
    {
        var comparison = address.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var ownType = address.Host switch { "github.com" => "github", "gitlab.com" => "gitlab", "bitbucket.org" => "bitbucket", _ => key.Type };
        return key.Type.Equals(ownType, StringComparison.Ordinal)
            && address.Segments is [.., { } owner, { } repository] && owner.Equals(key.Owner, comparison) && repository.Equals(key.Repository, comparison);
    }

    private static ReadOnlyMemory<byte> Write(JsonBody body, string? url)
    {
        var (root, repository) = (body.Root, body.Root.Member("repo"));
        var bytes = new ArrayBufferWriter<byte>(body.Length + Frame);
        var target = new JsonTarget(bytes, indented: false);
        target.BeginObject();
        target.Name("wiki_structure"u8);
        WikiShapes.Structure.Write(root.Member("wiki_structure"), target);
        target.Name("generated_pages"u8);
        WikiShapes.Pages.Write(root.Member("generated_pages"), target);
        target.Name("repo_url"u8);
        target.Raw("null"u8);
        target.Name("repo"u8);
        WriteRepository(repository, url, target);
        target.Name("provider"u8);
        target.Text(root.Member("provider"));
        target.Name("model"u8);
        target.Text(root.Member("model"));
        target.EndObject();
        Hide(TextOf(repository, "token"), MemoryMarshal.AsMemory(bytes.WrittenMemory).Span);
        return bytes.WrittenMemory;
    }

    private static void WriteRepository(JsonElement repository, string? url, JsonTarget target)
    {
        target.BeginObject();
        target.Name("owner"u8);
        target.Text(repository.Member("owner"));
        target.Name("repo"u8);
        target.Text(repository.Member("repo"));
        target.Name("type"u8);
        target.Text(repository.Member("type"));
        target.Name("token"u8);
        target.Raw("null"u8);
        target.Name("localPath"u8);
        JsonShape.Optional(JsonShape.Text).Write(repository.Member("localPath"), target);
        target.Name("repoUrl"u8);
        if (url is null)
        {
            target.Raw("null"u8);
        }
        else
        {
            target.Text(url);
        }

        target.EndObject();
    }

    // Should a client have put it elsewhere too. With a digit in it, it is no name of a member, and without odd characters no piece of JSON.
    private static void Hide(string? token, Span<byte> content)
    {
        if (token is null
            || token.Length < MinTokenLength
            || !token.Any(char.IsAsciiDigit)
            || !token.All(c => char.IsAsciiLetterOrDigit(c) || "-_.~+/=".Contains(c)))
        {
            return;
        }

        var bytes = System.Text.Encoding.ASCII.GetBytes(token);
        int place;
        while ((place = content.IndexOf(bytes)) >= 0)
        {
            content.Slice(place, bytes.Length).Fill((byte)'*');
            content = content[(place + bytes.Length)..];
        }
    }
}
