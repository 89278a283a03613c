using DeepWiki.Core.Data.Postgres;
using Npgsql;

namespace DeepWiki.Tests.Core.Data.Postgres;

[Trait("Category", "Unit")]
public sealed class StorageConnectionTests
{
    [Fact]
    public void Limits_apply_where_the_connection_string_says_nothing()
    {
        var builder = new NpgsqlDataSourceBuilder("Host=h;Include Error Detail=true");

        StorageConnection.Configure(builder, 20);

        var connection = builder.ConnectionStringBuilder;
        Assert.Equal(
            (5, 2000, 10, 20, false),
            (connection.Timeout, connection.CancellationTimeout, connection.KeepAlive, connection.MaxPoolSize, connection.IncludeErrorDetail));
    }

    [Fact]
    public void What_the_connection_string_says_stands()
    {
        var builder = new NpgsqlDataSourceBuilder("Host=h;Timeout=9;Maximum Pool Size=7;Keepalive=3");

        StorageConnection.Configure(builder, 20);

        Assert.Equal(
            (9, 7, 3), (builder.ConnectionStringBuilder.Timeout, builder.ConnectionStringBuilder.MaxPoolSize, builder.ConnectionStringBuilder.KeepAlive));
    }
}
