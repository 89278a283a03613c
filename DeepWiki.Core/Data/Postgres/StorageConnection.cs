using Npgsql;

namespace DeepWiki.Core.Data.Postgres;

/// <summary>Settings of the services' connection to PostgreSQL where the connection string does not set them.</summary>
public static class StorageConnection
{
    private static readonly NpgsqlConnectionStringBuilder Unset = [];

    /// <summary>
    /// A server that is away is noticed within 5 s, one that hangs does not hold a cancelled command for more than 2 s, and an idle
    /// connection that listens is kept alive. Vectors travel as the types of Pgvector. Statements show in traces as <see cref="StatementSpans"/> says.
    /// </summary>
    /// <param name="dataSource">Builder of the data source.</param>
    /// <param name="maxPoolSize">Connections at most. Services share one server, and a small managed one allows few.</param>
    public static void Configure(NpgsqlDataSourceBuilder dataSource, int maxPoolSize)
    {
        var connection = dataSource.ConnectionStringBuilder;
        connection.Timeout = connection.Timeout == Unset.Timeout ? 5 : connection.Timeout;
        connection.CancellationTimeout = connection.CancellationTimeout == Unset.CancellationTimeout ? 2000 : connection.CancellationTimeout;
        connection.KeepAlive = connection.KeepAlive == Unset.KeepAlive ? 10 : connection.KeepAlive;
        connection.MaxPoolSize = connection.MaxPoolSize == Unset.MaxPoolSize ? maxPoolSize : connection.MaxPoolSize;

        // Details of an error hold values of rows.
        connection.IncludeErrorDetail = false;
        dataSource.UseVector();
        dataSource.ConfigureTracing(StatementSpans.Configure);
    }
}
