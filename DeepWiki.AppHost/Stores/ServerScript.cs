namespace DeepWiki.AppHost.Stores;

/// <summary>Shell scripts that hold a server; its command line follows as arguments. Secrets come as variables, since arguments are shown to everybody.</summary>
internal static class ServerScript
{
    /// <summary>Hands <c>REDIS_PASSWORD</c> over on the standard input; the rest of the environment does not reach the server.</summary>
    public const string Redis = "exec env -i PATH=\"$PATH\" \"$@\" - <<END\nrequirepass $REDIS_PASSWORD\nEND\n";

    /// <summary>
    /// Ends PostgreSQL by SIGINT, which it takes as "disconnect all and stop": Aspire sends SIGTERM, which it takes as "wait for all clients".
    /// </summary>
    public const string Postgres = "env -i PATH=\"$PATH\" ${TZ:+TZ=\"$TZ\"} \"$@\" & server=$!; trap 'kill -INT $server' TERM INT; wait $server; trap - TERM INT; wait $server";
}
