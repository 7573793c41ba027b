namespace GlusterEngine.Model.Access;

/// <summary>What a user may do, on everything or in one cluster. A greater one includes the smaller ones.</summary>
public enum Role
{
    /// <summary>Look.</summary>
    Reader,

    /// <summary>Also run the long tasks of volumes, and keep jobs of one's own.</summary>
    Operator,

    /// <summary>Anything.</summary>
    Administrator,
}
