using System.Security.Cryptography;
using System.Text;

namespace DeepWiki.Core.Caching;

/// <summary>Every key in Redis: prefix, version of the value's form, purpose, and a hash where names would say too much.</summary>
internal static class RedisKeys
{
    private const string Prefix = "deepwiki:2:";

    /// <summary>Metadata of a repository under one series; expires after a minute.</summary>
    public static string Metadata(string identity) => $"{Prefix}metadata:{Hash(identity)}";

    /// <summary>The head that a caller's token was able to see; expires after a minute.</summary>
    public static string Head(string identity, string proof) => $"{Prefix}head:{Hash(identity)}:{proof}";

    /// <summary>A sealed token on its way to the worker; expires after ten minutes and is read once.</summary>
    public static string HandOver(long jobId) => $"{Prefix}hand-over:{jobId}";

    /// <summary>Events of a topic, a stream; the braces keep it in one slot with its channel. Expires an hour after the last one.</summary>
    public static string Events(string topic) => $"{Prefix}{{events:{topic}}}:log";

    /// <summary>Channel that tells of a new event of a topic.</summary>
    public static string EventsChannel(string topic) => $"{Prefix}{{events:{topic}}}:wake";

    /// <summary>A provider that asked to be left alone; expires when it may be asked again.</summary>
    public static string ProviderPause(string provider) => $"{Prefix}provider-pause:{provider}";

    /// <summary>Tokens that wikis took from a provider in one minute; expires two minutes later.</summary>
    public static string ProviderTokens(string provider, long minute) => $"{Prefix}provider-tokens:{provider}:{minute}";

    /// <summary>A delivery of a webhook that was taken; expires after a day.</summary>
    public static string Delivery(string hook, string delivery) => $"{Prefix}delivery:{hook}:{Hash(delivery)}";

    /// <summary>Facts of an ask, a hash; the braces keep all that belongs to one ask in one slot. Expires when it can be resumed no more.</summary>
    public static string Ask(string ask) => $"{Prefix}{{ask:{ask}}}:meta";

    /// <summary>Frames of an ask, a stream whose ids are their numbers; expires with the facts.</summary>
    public static string AskFrames(string ask) => $"{Prefix}{{ask:{ask}}}:log";

    /// <summary>Channel that tells of new frames of an ask.</summary>
    public static string AskFramesChannel(string ask) => $"{Prefix}{{ask:{ask}}}:wake";

    /// <summary>Replica that answers an ask; expires soon when that does not renew it.</summary>
    public static string AskLease(string ask) => $"{Prefix}{{ask:{ask}}}:lease";

    /// <summary>Sign of a reader at another replica than the one that answers; expires soon when the reader does not renew it.</summary>
    public static string AskReader(string ask) => $"{Prefix}{{ask:{ask}}}:reader";

    /// <summary>Ask that a request id of a caller led to; expires after ten minutes.</summary>
    public static string AskRequest(string request) => $"{Prefix}ask-request:{Hash(request)}";

    /// <summary>Channel of one replica, for controls of the asks it answers.</summary>
    public static string AskControlChannel(string replica) => $"{Prefix}ask-control:{replica}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
