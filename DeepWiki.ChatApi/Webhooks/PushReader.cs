using System.Security.Cryptography;
using System.Text.Json;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;

namespace DeepWiki.ChatApi.Webhooks;

/// <summary>Reads deliveries of GitHub, GitLab, Bitbucket and our own form. Only branch and commit are taken from them.</summary>
internal static class PushReader
{
    private const string Branches = "refs/heads/";

    private static readonly string[] Events = ["X-GitHub-Event", "X-Gitlab-Event", "X-Event-Key"];
    private static readonly string[] Deliveries = ["X-GitHub-Delivery", "X-Gitlab-Event-UUID", "X-Request-UUID", "X-DeepWiki-Delivery"];
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Name of the event; null for our own form, which knows pushes alone.</summary>
    public static string? EventOf(IHeaderDictionary headers) => Events.Select(name => headers[name].ToString()).FirstOrDefault(name => name.Length > 0);

    public static bool IsPush(string? name) => name is null or "push" or "Push Hook" or "repo:push";

    /// <summary>Id of the delivery; a hash of the body where the host gives none.</summary>
    public static string DeliveryOf(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        Deliveries.Select(name => headers[name].ToString()).FirstOrDefault(id => id.Length is > 0 and <= 200)
        ?? Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>Branches that were pushed; deleted ones and tags are none.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidJson"/>.</exception>
    public static IReadOnlyList<Push> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? []
                : root.TryGetProperty("push", out var push) ? [.. FromChanges(push)]
                : Create(Text(root, "ref"), Text(root, "after") ?? Text(root, "commit")) is { } only ? [only]
                : [];
        }
        catch (JsonException exception)
        {
            throw new DeepWikiException(ErrorCode.InvalidJson, "The delivery is not valid JSON.", exception);
        }
    }

    // {"push":{"changes":[{"new":{"type":"branch","name":"main","target":{"hash":"…"}}}]}}
    private static IEnumerable<Push> FromChanges(JsonElement push)
    {
        if (push.ValueKind != JsonValueKind.Object || !push.TryGetProperty("changes", out var changes) || changes.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var change in changes.EnumerateArray().Where(change => change.ValueKind == JsonValueKind.Object))
        {
            if (change.TryGetProperty("new", out var now) && now.ValueKind == JsonValueKind.Object && Text(now, "type") == "branch"
                && now.TryGetProperty("target", out var target) && target.ValueKind == JsonValueKind.Object
                && Create(Branches + Text(now, "name"), Text(target, "hash")) is { } created)
            {
                yield return created;
            }
        }
    }

    private static Push? Create(string? reference, string? commit)
    {
        var branch = reference?.StartsWith(Branches, StringComparison.Ordinal) == true ? reference[Branches.Length..] : null;
        return branch is not null && ReferenceName.IsValid(branch) && commit is not null && ReferenceName.IsCommit(commit) && commit.Any(c => c != '0')
            ? new Push(branch, commit.ToLowerInvariant())
            : null;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
