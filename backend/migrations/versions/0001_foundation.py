"""foundation"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import postgresql
from app.kit import jobs, sql

revision: str = '0001'
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    sql.run_script(SEARCH_FUNCTIONS)
    op.create_table('theaters',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('code', sa.String(length=50), nullable=False),
    sa.Column('address', sa.Text(), nullable=True),
    sa.Column('phone', sa.String(length=50), nullable=True),
    sa.Column('email', sa.String(length=255), nullable=True),
    sa.Column('timezone', sa.String(length=64), server_default='Europe/Moscow', nullable=False),
    sa.Column('settings', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('logo_path', sa.String(length=500), nullable=True),
    sa.Column('is_active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theaters'))
    )
    op.create_index('uq_theaters_code', 'theaters', [sa.literal_column('lower(code)')], unique=True)
    op.create_table('audit_log',
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('action', sa.String(length=50), nullable=False),
    sa.Column('entity', sa.String(length=50), nullable=False),
    sa.Column('entity_id', sa.Integer(), nullable=True),
    sa.Column('diff', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('ip', sa.String(length=45), nullable=True),
    sa.Column('request_id', sa.String(length=100), nullable=False),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_audit_log_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_log')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_audit_log_theater_id_id'))
    )
    op.create_index('ix_audit_log_entity', 'audit_log', ['theater_id', 'entity', 'entity_id', 'id'], unique=False)
    op.create_index('ix_audit_log_feed', 'audit_log', ['theater_id', 'id'], unique=False)
    op.create_table('idempotency_keys',
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('route', sa.String(length=200), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('request_hash', sa.String(length=64), nullable=False),
    sa.Column('status', sa.Integer(), nullable=True),
    sa.Column('headers', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_idempotency_keys_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('theater_id', 'user_id', 'route', 'key', name=op.f('pk_idempotency_keys'))
    )
    op.create_index('ix_idempotency_keys_created_at', 'idempotency_keys', ['created_at'], unique=False)
    op.create_table('number_series',
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('kind', sa.String(length=50), nullable=False),
    sa.Column('last', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_number_series_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('theater_id', 'kind', name=op.f('pk_number_series'))
    )
    op.create_table('roles',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('code', sa.String(length=50), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('permissions', postgresql.ARRAY(sa.String(length=100)), server_default=sa.text("'{}'::varchar[]"), nullable=False),
    sa.Column('is_system', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_roles_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roles')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_roles_theater_id_id'))
    )
    op.create_index('uq_roles_code', 'roles', ['theater_id', 'code'], unique=True)
    op.create_table('tags',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('color', sa.String(length=7), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.ForeignKeyConstraint(['theater_id', 'parent_id'], ['tags.theater_id', 'tags.id'], name=op.f('fk_tags_theater_id_parent_id_tags'), ondelete='SET NULL (parent_id)'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_tags_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tags')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_tags_theater_id_id'))
    )
    op.create_index('uq_tags_name', 'tags', ['theater_id', sa.literal_column('lower(name)')], unique=True)
    op.create_table('users',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('email', sa.String(length=255), nullable=False),
    sa.Column('hashed_password', sa.String(length=255), nullable=False),
    sa.Column('first_name', sa.String(length=100), nullable=False),
    sa.Column('last_name', sa.String(length=100), nullable=False),
    sa.Column('patronymic', sa.String(length=100), nullable=True),
    sa.Column('phone', sa.String(length=20), nullable=True),
    sa.Column('department_id', sa.Integer(), nullable=True),
    sa.Column('is_active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('is_verified', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('is_superuser', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('last_login_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('preferences', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_users_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_users_theater_id_id'))
    )
    op.create_index('ix_users_department_id', 'users', ['theater_id', 'department_id'], unique=False)
    op.create_index('ix_users_name', 'users', ['theater_id', 'last_name', 'first_name', 'id'], unique=False)
    op.create_index('uq_users_email', 'users', [sa.literal_column('lower(email)')], unique=True)
    op.create_table('venues',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('code', sa.String(length=50), nullable=False),
    sa.Column('type', sa.String(length=50), nullable=False),
    sa.Column('capacity', sa.Integer(), nullable=True),
    sa.Column('address', sa.Text(), nullable=True),
    sa.Column('city', sa.String(length=100), nullable=True),
    sa.Column('is_active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("type IN ('stage', 'rehearsal', 'tour')", name=op.f('ck_venues_type')),
    sa.CheckConstraint('capacity >= 0', name=op.f('ck_venues_capacity')),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_venues_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_venues')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_venues_theater_id_id'))
    )
    op.create_index('ix_venues_type', 'venues', ['theater_id', 'type'], unique=False)
    op.create_index('uq_venues_code', 'venues', ['theater_id', 'code'], unique=True)
    op.create_table('auth_sessions',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('public_id', sa.String(length=32), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('active_theater_id', sa.Integer(), nullable=False),
    sa.Column('client', sa.String(length=10), nullable=False),
    sa.Column('device_info', sa.String(length=255), nullable=True),
    sa.Column('ip_address', sa.String(length=45), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('last_used_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoke_reason', sa.String(length=50), nullable=True),
    sa.CheckConstraint("client IN ('web', 'api')", name=op.f('ck_auth_sessions_client')),
    sa.ForeignKeyConstraint(['theater_id', 'user_id'], ['users.theater_id', 'users.id'], name=op.f('fk_auth_sessions_theater_id_user_id_users'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_auth_sessions_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_auth_sessions')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_auth_sessions_theater_id_id'))
    )
    op.create_index('ix_auth_sessions_user', 'auth_sessions', ['theater_id', 'user_id'], unique=False)
    op.create_index('uq_auth_sessions_public_id', 'auth_sessions', ['public_id'], unique=True)
    op.create_table('departments',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('code', sa.String(length=50), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('head_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.ForeignKeyConstraint(['theater_id', 'head_id'], ['users.theater_id', 'users.id'], name=op.f('fk_departments_theater_id_head_id_users'), ondelete='SET NULL (head_id)'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_departments_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_departments')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_departments_theater_id_id'))
    )
    op.create_index('uq_departments_code', 'departments', ['theater_id', 'code'], unique=True)
    op.create_index('uq_departments_name', 'departments', ['theater_id', sa.literal_column('lower(name)')], unique=True)
    op.create_table('inventory_locations',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('code', sa.String(length=50), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('address', sa.String(length=255), nullable=True),
    sa.Column('city', sa.String(length=100), nullable=True),
    sa.Column('type', sa.String(length=50), server_default='warehouse', nullable=False),
    sa.Column('is_active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('sort_order', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('updated_by_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("type IN ('warehouse', 'stage', 'rehearsal', 'tour', 'workshop', 'other')", name=op.f('ck_inventory_locations_type')),
    sa.CheckConstraint('parent_id <> id', name=op.f('ck_inventory_locations_not_own_parent')),
    sa.ForeignKeyConstraint(['theater_id', 'created_by_id'], ['users.theater_id', 'users.id'], name=op.f('fk_inventory_locations_theater_id_created_by_id_users'), ondelete='SET NULL (created_by_id)'),
    sa.ForeignKeyConstraint(['theater_id', 'parent_id'], ['inventory_locations.theater_id', 'inventory_locations.id'], name=op.f('fk_inventory_locations_theater_id_parent_id_inventory_locations'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['theater_id', 'updated_by_id'], ['users.theater_id', 'users.id'], name=op.f('fk_inventory_locations_theater_id_updated_by_id_users'), ondelete='SET NULL (updated_by_id)'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_inventory_locations_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inventory_locations')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_inventory_locations_theater_id_id'))
    )
    op.create_index('ix_inventory_locations_parent', 'inventory_locations', ['theater_id', 'parent_id'], unique=False)
    op.create_index('uq_inventory_locations_code', 'inventory_locations', ['theater_id', 'code'], unique=True)
    op.create_index('uq_inventory_locations_sibling', 'inventory_locations', ['theater_id', sa.literal_column('coalesce(parent_id, 0)'), sa.literal_column('lower(name)')], unique=True)
    op.create_table('password_resets',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['theater_id', 'user_id'], ['users.theater_id', 'users.id'], name=op.f('fk_password_resets_theater_id_user_id_users'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_password_resets_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_password_resets')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_password_resets_theater_id_id'))
    )
    op.create_index('ix_password_resets_user', 'password_resets', ['theater_id', 'user_id'], unique=False)
    op.create_index('uq_password_resets_token_hash', 'password_resets', ['token_hash'], unique=True)
    op.create_table('user_roles',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('role_id', sa.Integer(), nullable=False),
    sa.Column('assigned_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['theater_id', 'assigned_by_id'], ['users.theater_id', 'users.id'], name=op.f('fk_user_roles_theater_id_assigned_by_id_users'), ondelete='SET NULL (assigned_by_id)'),
    sa.ForeignKeyConstraint(['theater_id', 'role_id'], ['roles.theater_id', 'roles.id'], name=op.f('fk_user_roles_theater_id_role_id_roles'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theater_id', 'user_id'], ['users.theater_id', 'users.id'], name=op.f('fk_user_roles_theater_id_user_id_users'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_user_roles_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_roles')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_user_roles_theater_id_id'))
    )
    op.create_index('ix_user_roles_role', 'user_roles', ['theater_id', 'role_id'], unique=False)
    op.create_index('uq_user_roles_user_role', 'user_roles', ['theater_id', 'user_id', 'role_id'], unique=True)
    op.create_table('inventory_categories',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('code', sa.String(length=50), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('color', sa.String(length=7), nullable=True),
    sa.Column('icon', sa.String(length=50), nullable=True),
    sa.Column('department_id', sa.Integer(), nullable=True),
    sa.Column('is_active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('sort_order', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('updated_by_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint('parent_id <> id', name=op.f('ck_inventory_categories_not_own_parent')),
    sa.ForeignKeyConstraint(['theater_id', 'created_by_id'], ['users.theater_id', 'users.id'], name=op.f('fk_inventory_categories_theater_id_created_by_id_users'), ondelete='SET NULL (created_by_id)'),
    sa.ForeignKeyConstraint(['theater_id', 'department_id'], ['departments.theater_id', 'departments.id'], name=op.f('fk_inventory_categories_theater_id_department_id_departments'), ondelete='SET NULL (department_id)'),
    sa.ForeignKeyConstraint(['theater_id', 'parent_id'], ['inventory_categories.theater_id', 'inventory_categories.id'], name=op.f('fk_inventory_categories_theater_id_parent_id_inventory_categories'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['theater_id', 'updated_by_id'], ['users.theater_id', 'users.id'], name=op.f('fk_inventory_categories_theater_id_updated_by_id_users'), ondelete='SET NULL (updated_by_id)'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_inventory_categories_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inventory_categories')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_inventory_categories_theater_id_id'))
    )
    op.create_index('ix_inventory_categories_parent', 'inventory_categories', ['theater_id', 'parent_id'], unique=False)
    op.create_index('uq_inventory_categories_code', 'inventory_categories', ['theater_id', 'code'], unique=True)
    op.create_index('uq_inventory_categories_sibling', 'inventory_categories', ['theater_id', sa.literal_column('coalesce(parent_id, 0)'), sa.literal_column('lower(name)')], unique=True)
    op.create_table('refresh_tokens',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('family_id', sa.Integer(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_revoked', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['theater_id', 'family_id'], ['auth_sessions.theater_id', 'auth_sessions.id'], name=op.f('fk_refresh_tokens_theater_id_family_id_auth_sessions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theater_id', 'user_id'], ['users.theater_id', 'users.id'], name=op.f('fk_refresh_tokens_theater_id_user_id_users'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_refresh_tokens_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refresh_tokens')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_refresh_tokens_theater_id_id'))
    )
    op.create_index('ix_refresh_tokens_family', 'refresh_tokens', ['theater_id', 'family_id', 'generation'], unique=False)
    op.create_index('uq_refresh_tokens_token_hash', 'refresh_tokens', ['token_hash'], unique=True)
    op.create_table('inventory_items',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('inventory_number', sa.String(length=50), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('technical_description', sa.Text(), nullable=True),
    sa.Column('category_id', sa.Integer(), nullable=True),
    sa.Column('department_id', sa.Integer(), nullable=True),
    sa.Column('location_id', sa.Integer(), nullable=True),
    sa.Column('responsible_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(length=50), server_default='in_stock', nullable=False),
    sa.Column('condition', sa.String(length=50), server_default='good', nullable=False),
    sa.Column('quantity', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('min_quantity', sa.Integer(), nullable=True),
    sa.Column('unit', sa.String(length=50), server_default='шт', nullable=False),
    sa.Column('serial_number', sa.String(length=100), nullable=True),
    sa.Column('manufacturer', sa.String(length=255), nullable=True),
    sa.Column('model', sa.String(length=255), nullable=True),
    sa.Column('width', sa.Numeric(precision=10, scale=2), nullable=True),
    sa.Column('height', sa.Numeric(precision=10, scale=2), nullable=True),
    sa.Column('depth', sa.Numeric(precision=10, scale=2), nullable=True),
    sa.Column('weight', sa.Numeric(precision=10, scale=2), nullable=True),
    sa.Column('purchase_price', sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column('current_value', sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column('purchase_date', sa.Date(), nullable=True),
    sa.Column('warranty_until', sa.Date(), nullable=True),
    sa.Column('custom_fields', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('is_active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('number_key', sa.String(length=100), sa.Computed("lower(inventory_number)", persisted=True), nullable=False),
    sa.Column('sort_name', sa.String(length=255), sa.Computed("lower(translate(name, 'ёЁ', 'еЕ'))", persisted=True), nullable=False),
    sa.Column('search', postgresql.TSVECTOR(), sa.Computed("search_document(coalesce(name, '') || ' ' || coalesce(inventory_number, '') || ' ' || coalesce(serial_number, '') || ' ' || coalesce(manufacturer, '') || ' ' || coalesce(model, ''), coalesce(description, '') || ' ' || coalesce(technical_description, ''))", persisted=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('updated_by_id', sa.Integer(), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("condition IN ('good', 'fair', 'poor')", name=op.f('ck_inventory_items_condition')),
    sa.CheckConstraint("status IN ('in_stock', 'reserved', 'on_stage', 'on_tour', 'in_repair', 'decommissioned')", name=op.f('ck_inventory_items_status')),
    sa.CheckConstraint('quantity >= 0', name=op.f('ck_inventory_items_quantity')),
    sa.ForeignKeyConstraint(['theater_id', 'category_id'], ['inventory_categories.theater_id', 'inventory_categories.id'], name=op.f('fk_inventory_items_theater_id_category_id_inventory_categories'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['theater_id', 'created_by_id'], ['users.theater_id', 'users.id'], name=op.f('fk_inventory_items_theater_id_created_by_id_users'), ondelete='SET NULL (created_by_id)'),
    sa.ForeignKeyConstraint(['theater_id', 'department_id'], ['departments.theater_id', 'departments.id'], name=op.f('fk_inventory_items_theater_id_department_id_departments'), ondelete='SET NULL (department_id)'),
    sa.ForeignKeyConstraint(['theater_id', 'location_id'], ['inventory_locations.theater_id', 'inventory_locations.id'], name=op.f('fk_inventory_items_theater_id_location_id_inventory_locations'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['theater_id', 'responsible_id'], ['users.theater_id', 'users.id'], name=op.f('fk_inventory_items_theater_id_responsible_id_users'), ondelete='SET NULL (responsible_id)'),
    sa.ForeignKeyConstraint(['theater_id', 'updated_by_id'], ['users.theater_id', 'users.id'], name=op.f('fk_inventory_items_theater_id_updated_by_id_users'), ondelete='SET NULL (updated_by_id)'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_inventory_items_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inventory_items')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_inventory_items_theater_id_id'))
    )
    op.create_index('ix_inventory_items_category', 'inventory_items', ['theater_id', 'category_id', 'sort_name', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_inventory_items_condition', 'inventory_items', ['theater_id', 'condition', 'sort_name', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_inventory_items_created', 'inventory_items', ['theater_id', 'created_at', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_inventory_items_deleted', 'inventory_items', ['theater_id', 'deleted_at'], unique=False)
    op.create_index('ix_inventory_items_department', 'inventory_items', ['theater_id', 'department_id', 'sort_name', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_inventory_items_name', 'inventory_items', ['theater_id', 'sort_name', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_inventory_items_number', 'inventory_items', ['theater_id', 'inventory_number', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_inventory_items_responsible', 'inventory_items', ['theater_id', 'responsible_id'], unique=False)
    op.create_index('ix_inventory_items_search', 'inventory_items', ['search'], unique=False, postgresql_using='gin')
    op.create_index('ix_inventory_items_updated', 'inventory_items', ['theater_id', 'updated_at', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('uq_inventory_items_number', 'inventory_items', ['theater_id', 'number_key'], unique=True, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_table('inventory_item_tags',
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('tag_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['theater_id', 'item_id'], ['inventory_items.theater_id', 'inventory_items.id'], name=op.f('fk_inventory_item_tags_theater_id_item_id_inventory_items'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theater_id', 'tag_id'], ['tags.theater_id', 'tags.id'], name=op.f('fk_inventory_item_tags_theater_id_tag_id_tags'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_inventory_item_tags_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('theater_id', 'item_id', 'tag_id', name=op.f('pk_inventory_item_tags'))
    )
    op.create_index('ix_inventory_item_tags_tag', 'inventory_item_tags', ['theater_id', 'tag_id', 'item_id'], unique=False)
    op.create_table('inventory_movements',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('movement_type', sa.String(length=50), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('from_location_id', sa.Integer(), nullable=True),
    sa.Column('from_status', sa.String(length=50), nullable=True),
    sa.Column('to_location_id', sa.Integer(), nullable=True),
    sa.Column('to_status', sa.String(length=50), nullable=True),
    sa.Column('comment', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("movement_type IN ('receipt', 'transfer', 'write_off', 'adjustment')", name=op.f('ck_inventory_movements_movement_type')),
    sa.CheckConstraint('from_status IS NOT NULL OR to_status IS NOT NULL', name=op.f('ck_inventory_movements_two_sides')),
    sa.CheckConstraint('quantity > 0', name=op.f('ck_inventory_movements_quantity')),
    sa.ForeignKeyConstraint(['theater_id', 'created_by_id'], ['users.theater_id', 'users.id'], name=op.f('fk_inventory_movements_theater_id_created_by_id_users'), ondelete='SET NULL (created_by_id)'),
    sa.ForeignKeyConstraint(['theater_id', 'from_location_id'], ['inventory_locations.theater_id', 'inventory_locations.id'], name=op.f('fk_inventory_movements_theater_id_from_location_id_inventory_locations'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['theater_id', 'item_id'], ['inventory_items.theater_id', 'inventory_items.id'], name=op.f('fk_inventory_movements_theater_id_item_id_inventory_items'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theater_id', 'to_location_id'], ['inventory_locations.theater_id', 'inventory_locations.id'], name=op.f('fk_inventory_movements_theater_id_to_location_id_inventory_locations'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_inventory_movements_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inventory_movements')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_inventory_movements_theater_id_id'))
    )
    op.create_index('ix_inventory_movements_from', 'inventory_movements', ['theater_id', 'from_location_id'], unique=False)
    op.create_index('ix_inventory_movements_item', 'inventory_movements', ['theater_id', 'item_id', 'id'], unique=False)
    op.create_index('ix_inventory_movements_to', 'inventory_movements', ['theater_id', 'to_location_id'], unique=False)
    op.create_table('inventory_photos',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('file_path', sa.String(length=500), nullable=False),
    sa.Column('thumbnail_path', sa.String(length=500), nullable=True),
    sa.Column('is_main', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('sort_order', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('side', sa.String(length=20), server_default='general', nullable=False),
    sa.Column('caption', sa.String(length=255), nullable=True),
    sa.Column('width', sa.Integer(), nullable=True),
    sa.Column('height', sa.Integer(), nullable=True),
    sa.Column('uploaded_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("side IN ('general', 'front', 'back')", name=op.f('ck_inventory_photos_side')),
    sa.ForeignKeyConstraint(['theater_id', 'item_id'], ['inventory_items.theater_id', 'inventory_items.id'], name=op.f('fk_inventory_photos_theater_id_item_id_inventory_items'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theater_id', 'uploaded_by_id'], ['users.theater_id', 'users.id'], name=op.f('fk_inventory_photos_theater_id_uploaded_by_id_users'), ondelete='SET NULL (uploaded_by_id)'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_inventory_photos_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inventory_photos')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_inventory_photos_theater_id_id'))
    )
    op.create_index('ix_inventory_photos_item', 'inventory_photos', ['theater_id', 'item_id', 'sort_order', 'id'], unique=False)
    op.create_index('uq_inventory_photos_main', 'inventory_photos', ['theater_id', 'item_id'], unique=True, postgresql_where=sa.text('is_main'))
    op.create_table('inventory_stock',
    sa.Column('id', sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column('theater_id', sa.Integer(), server_default=sa.text("(nullif(current_setting('app.theater_id'::text, true), ''::text))::integer"), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('location_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(length=50), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.CheckConstraint("status IN ('in_stock', 'reserved', 'on_stage', 'on_tour', 'in_repair', 'decommissioned')", name=op.f('ck_inventory_stock_status')),
    sa.CheckConstraint('quantity >= 0', name=op.f('ck_inventory_stock_quantity')),
    sa.ForeignKeyConstraint(['theater_id', 'item_id'], ['inventory_items.theater_id', 'inventory_items.id'], name=op.f('fk_inventory_stock_theater_id_item_id_inventory_items'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theater_id', 'location_id'], ['inventory_locations.theater_id', 'inventory_locations.id'], name=op.f('fk_inventory_stock_theater_id_location_id_inventory_locations'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['theater_id'], ['theaters.id'], name=op.f('fk_inventory_stock_theater_id_theaters'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inventory_stock')),
    sa.UniqueConstraint('theater_id', 'id', name=op.f('uq_inventory_stock_theater_id_id'))
    )
    op.create_index('ix_inventory_stock_location', 'inventory_stock', ['theater_id', 'location_id', 'item_id'], unique=False, postgresql_where=sa.text('quantity > 0'))
    op.create_index('ix_inventory_stock_status', 'inventory_stock', ['theater_id', 'status', 'item_id'], unique=False, postgresql_where=sa.text('quantity > 0'))
    op.create_index('uq_inventory_stock_place', 'inventory_stock', ['theater_id', 'item_id', sa.literal_column('coalesce(location_id, 0)'), 'status'], unique=True)
    op.create_foreign_key(
        "fk_users_department", "users", "departments", ["theater_id", "department_id"],
        ["theater_id", "id"], ondelete="SET NULL (department_id)",
    )  # fmt: skip
    for table in TENANT_TABLES:
        sql.enable_tenant_rls(table)
    sql.enable_tenant_rls("audit_log", rights=sql.APPEND_ONLY)
    sql.enable_tenant_rls("inventory_movements", rights=sql.APPEND_ONLY)
    sql.enable_tenant_rls("theaters", rights="SELECT, UPDATE", column="id")
    sql.search_function("inventory_items")
    _create_lookups()
    _create_queue()


def _create_lookups() -> None:
    """What sign-in needs before the theatre is known; each returns the least it can."""
    auth = sql.AUTH
    sql.grant_columns(
        "users", auth, "id", "theater_id", "email", "hashed_password", "is_active",
        "is_superuser", "department_id", "last_name", "first_name", "patronymic",
    )  # fmt: skip
    sql.grant_columns("theaters", auth, "id", "name", "code", "timezone", "is_active")
    sql.grant_columns("departments", auth, "id", "theater_id", "code")
    sql.grant_columns("user_roles", auth, "theater_id", "user_id", "role_id")
    sql.grant_columns("roles", auth, "id", "theater_id", "code", "is_system", "permissions")
    sql.grant_columns(
        "auth_sessions", auth, "id", "theater_id", "public_id", "user_id", "active_theater_id",
        "expires_at", "revoked_at",
    )  # fmt: skip
    sql.grant_columns("refresh_tokens", auth, "id", "theater_id", "token_hash")
    sql.grant_columns("password_resets", auth, "theater_id", "token_hash")
    op.execute(f"GRANT INSERT (name, code, timezone) ON theaters TO {auth}")
    op.execute(f"CREATE POLICY {auth}_creates ON theaters FOR INSERT TO {auth} WITH CHECK (true)")
    sql.create_definer(
        "auth_account(wanted text)",
        "TABLE (user_id integer, theater_id integer, hashed_password text, usable boolean)",
        "SELECT u.id, u.theater_id, u.hashed_password::text, u.is_active AND t.is_active "
        "FROM public.users u JOIN public.theaters t ON t.id = u.theater_id "
        "WHERE lower(u.email) = lower(wanted)",
        auth,
    )
    sql.create_definer(
        "auth_refresh_theater(hash text)",
        "integer",
        "SELECT r.theater_id FROM public.refresh_tokens r WHERE r.token_hash = hash",
        auth,
    )
    sql.create_definer(
        "auth_reset_theater(hash text)",
        "integer",
        "SELECT r.theater_id FROM public.password_resets r WHERE r.token_hash = hash",
        auth,
    )
    sql.create_definer("auth_principal(sid text)", "jsonb", PRINCIPAL, auth)
    sql.create_definer(
        "theaters_all()",
        "TABLE (id integer, name text, code text, timezone text, is_active boolean)",
        "SELECT t.id, t.name::text, t.code::text, t.timezone::text, t.is_active "
        "FROM public.theaters t ORDER BY t.name, t.id",
        auth,
    )
    sql.create_definer(
        "theater_create(new_name text, new_code text, new_timezone text)",
        "integer",
        "INSERT INTO public.theaters (name, code, timezone) "
        "VALUES (new_name, new_code, new_timezone) RETURNING id",
        auth,
        volatile=True,
    )


def _create_queue() -> None:
    """The job queue lies in a schema of its own; its rows carry no business data of their own."""
    op.execute("CREATE SCHEMA queue")
    sql.run_script(jobs.install_sql())
    op.execute(f"GRANT USAGE ON SCHEMA queue TO {sql.APP}, theatre_backup")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA queue TO {sql.APP}")
    op.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA queue TO {sql.APP}")
    op.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA queue TO {sql.APP}")
    op.execute("GRANT SELECT ON ALL TABLES IN SCHEMA queue TO theatre_backup")


TENANT_TABLES = (
    "idempotency_keys", "number_series", "roles", "tags", "users", "venues", "auth_sessions",
    "departments", "inventory_locations", "password_resets", "user_roles", "inventory_categories",
    "refresh_tokens", "inventory_items", "inventory_item_tags", "inventory_photos",
    "inventory_stock",
)  # fmt: skip

# Latin keys and the Cyrillic letters on the same keys of a Russian keyboard.
_LATIN = "qwertyuiop[]asdfghjkl;''zxcvbnm,.`"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"

SEARCH_FUNCTIONS = rf"""
CREATE FUNCTION search_words(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT coalesce(array_agg(DISTINCT left(word, 60)), ARRAY[]::text[])
  FROM regexp_split_to_table(lower(translate(value, 'ёЁ', 'ее')), '[^[:alnum:]]+') AS word
  WHERE word <> ''
$fn$;

-- Stems of everything, whole words of everything, and every ending of the words in `names`, so
-- that a prefix query finds any fragment of a name or a number.
CREATE FUNCTION search_document(names text, texts text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT strip(to_tsvector('pg_catalog.russian',
           array_to_string(public.search_words(names || ' ' || texts), ' ')))
    || array_to_tsvector(public.search_words(names || ' ' || texts))
    || array_to_tsvector(ARRAY(
         SELECT DISTINCT substr(word, start)
         FROM unnest(public.search_words(names)) AS word,
              generate_series(2, length(word) - 1) AS start))
$fn$;

-- Every word must occur: as a stem, as a beginning or fragment, or typed in the other layout.
CREATE FUNCTION search_query(value text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $fn$
DECLARE
  chunk text; form text; word text; stem tsquery; words tsquery; chunk_query tsquery;
  whole tsquery;
BEGIN
  FOREACH chunk IN ARRAY
    (regexp_split_to_array(btrim(lower(translate(left(value, 200), 'ёЁ', 'ее'))), '\s+'))[1:12]
  LOOP
    chunk_query := NULL;
    FOREACH form IN ARRAY ARRAY[chunk,
      translate(chunk, '{_LATIN}{_CYRILLIC}', '{_CYRILLIC}{_LATIN}')]
    LOOP
      CONTINUE WHEN chunk_query IS NOT NULL AND form = chunk;
      words := NULL;
      FOREACH word IN ARRAY public.search_words(form) LOOP
        stem := plainto_tsquery('pg_catalog.russian', word);
        CONTINUE WHEN numnode(stem) = 0 AND strpos(value, ' ') > 0;
        words := coalesce(words && (to_tsquery('simple', quote_literal(word) || ':*') || stem),
                          to_tsquery('simple', quote_literal(word) || ':*') || stem);
      END LOOP;
      chunk_query := CASE WHEN words IS NULL THEN chunk_query
                          WHEN chunk_query IS NULL THEN words
                          ELSE chunk_query || words END;
    END LOOP;
    whole := CASE WHEN chunk_query IS NULL THEN whole
                  WHEN whole IS NULL THEN chunk_query
                  ELSE whole && chunk_query END;
  END LOOP;
  RETURN whole;
END
$fn$;
GRANT EXECUTE ON FUNCTION search_words(text), search_document(text, text), search_query(text)
  TO theatre_app, theatre_search;
"""

PRINCIPAL = """
SELECT jsonb_build_object(
  'user_id', u.id, 'home_theater_id', u.theater_id, 'theater_id', s.active_theater_id,
  'department_id', u.department_id, 'is_superuser', u.is_superuser,
  'roles', coalesce((
    SELECT jsonb_agg(jsonb_build_object('code', r.code, 'is_system', r.is_system,
                                        'permissions', r.permissions) ORDER BY r.code)
    FROM public.user_roles l
    JOIN public.roles r ON r.theater_id = l.theater_id AND r.id = l.role_id
    WHERE l.theater_id = u.theater_id AND l.user_id = u.id), '[]'::jsonb))
FROM public.auth_sessions s
JOIN public.users u ON u.theater_id = s.theater_id AND u.id = s.user_id
JOIN public.theaters t ON t.id = s.active_theater_id
JOIN public.theaters h ON h.id = s.theater_id
WHERE s.public_id = sid AND s.revoked_at IS NULL AND s.expires_at > now()
  AND u.is_active AND t.is_active AND h.is_active
"""

LOOKUPS = (
    "search_inventory_items(text)", "auth_account(text)", "auth_refresh_theater(text)",
    "auth_reset_theater(text)", "auth_principal(text)", "theaters_all()",
    "theater_create(text, text, text)",
)  # fmt: skip

CREATED = ("theaters", "audit_log", "idempotency_keys", "number_series", "roles", "tags", "users", "venues", "auth_sessions", "departments", "inventory_locations", "password_resets", "user_roles", "inventory_categories", "refresh_tokens", "inventory_items", "inventory_item_tags", "inventory_movements", "inventory_photos", "inventory_stock")


def downgrade() -> None:
    op.execute("DROP SCHEMA queue CASCADE")
    for function in LOOKUPS:
        op.execute(f"DROP FUNCTION {function}")
    op.drop_constraint("fk_users_department", "users", type_="foreignkey")
    for table in reversed(CREATED):
        op.drop_table(table)
    op.execute("DROP FUNCTION search_query(text), search_document(text, text), search_words(text)")
