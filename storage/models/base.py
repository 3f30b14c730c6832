"""What all tables share: one metadata, names for constraints, the union a row belongs to."""

from sqlalchemy import JSON, Column, ForeignKey, MetaData
from sqlalchemy.dialects.postgresql import JSONB

from storage.types import Id

# An absent value is NULL, not a JSON null: `is_not(None)` must mean something.
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of_union(index: bool = True) -> Column[int]:
    """The union a row belongs to."""
    return Column("union_id", Id, ForeignKey("unions.id"), nullable=False, index=index)
