using System.Security.Cryptography;
using System.Text;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>Strong entity tags of answers from a repository.</summary>
internal static class EntityTag
{
    /// <summary>Sets the tag and the headers of such answers. True when the client has the answer already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="identity">Text that differs whenever the answer does.</param>
    public static bool IsKnown(HttpContext context, string identity)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16))}\"";
        context.Response.Headers.ETag = tag;
        RepositoryResponse.Restrict(context.Response.Headers);
        return context.Request.Headers.IfNoneMatch.SelectMany(list => (list ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Any(known => known == tag || known == "*");
    }

    /// <summary>The answer, or 304 without one.</summary>
    public static IResult Answer(HttpContext context, string identity, Func<IResult> answer) =>
        IsKnown(context, identity) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : answer();
}
